/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/keyboard.h"

#include "terminal/state.h"
#include "terminal/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ESCAPE = 033,
	SEQUENCE_ROOM = 32,
	SEQUENCE_MILLISECONDS = 40, /* within a sequence, over a slow line */
	FIRST_CODE = 0x80,          /* nobody types C1 control characters */
};

/*
 * Sequences, and what they do. Each has a code, FIRST_CODE and its index,
 * which libedit gets instead where it would take the sequence apart: while it
 * searches the history, and where Escape is a command. LACKING: emacs mode
 * does not know it.
 */
static const struct {
	const char *sequence;
	const wchar_t *function;
	bool lacking;
} keys[] = {
	{ "\033[200~", L"shmsh-paste", true },
	{ "\033[A", L"ed-prev-history", false },
	{ "\033OA", L"ed-prev-history", false },
	{ "\033[B", L"ed-next-history", false },
	{ "\033OB", L"ed-next-history", false },
	{ "\033[C", L"ed-next-char", false },
	{ "\033OC", L"ed-next-char", false },
	{ "\033[D", L"ed-prev-char", false },
	{ "\033OD", L"ed-prev-char", false },
	{ "\033[H", L"ed-move-to-beg", true },
	{ "\033OH", L"ed-move-to-beg", true },
	{ "\033[1~", L"ed-move-to-beg", true },
	{ "\033[7~", L"ed-move-to-beg", true },
	{ "\033[F", L"ed-move-to-end", true },
	{ "\033OF", L"ed-move-to-end", true },
	{ "\033[4~", L"ed-move-to-end", true },
	{ "\033[8~", L"ed-move-to-end", true },
	{ "\033[3~", L"ed-delete-next-char", true },
	{ "\033[1;5C", L"em-next-word", true },
	{ "\033[1;3C", L"em-next-word", true },
	{ "\033[1;5D", L"ed-prev-word", true },
	{ "\033[1;3D", L"ed-prev-word", true },
	{ "\033[3;5~", L"em-delete-next-word", true },
	{ "\033d", L"em-delete-next-word", false },
	{ "\033\177", L"ed-delete-prev-word", true },
	{ "\033b", L"ed-prev-word", false },
	{ "\033f", L"em-next-word", false },
	{ "\033p", L"ed-search-prev-history", false },
	{ "\033n", L"ed-search-next-history", false },
};

enum {
	KEYS = sizeof(keys) / sizeof(keys[0])
};

_Static_assert(KEYS <= 0x20, "there are 32 codes");

void keyboard_bind(struct editor *editor)
{
	EditLine *libedit = editor->libedit;
	const char *mode = NULL;

	el_get(libedit, EL_EDITOR, &mode);
	editor->keyboard.vi = mode && strcmp(mode, "vi") == 0;
	for (size_t i = 0; i < KEYS; i++) {
		wchar_t code[] = { (wchar_t)(FIRST_CODE + i), L'\0' };

		el_wset(libedit, EL_BIND, code, keys[i].function, NULL);
		if (editor->keyboard.vi) {
			el_wset(libedit, EL_BIND, L"-a", code, keys[i].function,
			        NULL);
		} else if (keys[i].lacking) {
			wchar_t sequence[SEQUENCE_ROOM];

			mbstowcs(sequence, keys[i].sequence, SEQUENCE_ROOM);
			el_wset(libedit, EL_BIND, sequence, keys[i].function,
			        NULL);
		}
	}
	el_wset(libedit, EL_BIND, L"^R", L"em-inc-search-prev", NULL);
	el_wset(libedit, EL_BIND, L"^I", L"shmsh-complete", NULL);
	el_wset(libedit, EL_BIND, L"^L", L"shmsh-clear", NULL);
	if (editor->keyboard.vi)
		el_wset(libedit, EL_BIND, L"-a", L"^L", L"shmsh-clear", NULL);
}

void keyboard_hold(struct keyboard *keyboard, const char *bytes, size_t count)
{
	if (count > KEYBOARD_HELD - keyboard->held_count)
		count = KEYBOARD_HELD - keyboard->held_count;
	memmove(keyboard->held + count, keyboard->held, keyboard->held_count);
	memcpy(keyboard->held, bytes, count);
	keyboard->held_count += count;
}

bool keyboard_is_reply(const char *sequence, size_t length, unsigned *column)
{
	char text[SEQUENCE_ROOM];
	unsigned row;
	int used = 0;

	if (length >= sizeof(text))
		return false;
	memcpy(text, sequence, length);
	text[length] = '\0';
	return sscanf(text, "\033[%3u;%4uR%n", &row, column, &used) == 2 &&
	       (size_t)used == length;
}

/* What follows an Escape, as far as one key sent it; the length with it. */
static size_t read_sequence(struct editor *editor, char *sequence)
{
	size_t length = 1;
	bool whole = false;
	char byte;

	sequence[0] = ESCAPE;
	while (!whole && length < SEQUENCE_ROOM - 1 &&
	       wait_byte_soon(editor, &byte, SEQUENCE_MILLISECONDS)) {
		sequence[length++] = byte;
		if (length == 2 && byte == ESCAPE)
			length = 1; /* Alt and a key that sends a sequence */
		else if (length == 2)
			whole = byte != '[' && byte != 'O';
		else if (length > 3 || byte != '[') /* Linux has ESC [ [ A */
			whole = sequence[1] == 'O' || byte < ' ' ||
			        (byte >= '@' && byte <= '~');
	}
	sequence[length] = '\0';
	return length;
}

bool keyboard_is_searching(struct editor *editor)
{
	const LineInfoW *line = el_wline(editor->libedit);
	const wchar_t *row = line->lastchar;

	while (row > line->buffer && row[-1] != L'\n')
		row--;
	return row > line->buffer && line->lastchar - row >= 4 &&
	       (wcsncmp(row, L"bck", 3) == 0 || wcsncmp(row, L"fwd", 3) == 0) &&
	       (row[3] == L':' || row[3] == L'?');
}

/* Has libedit a binding for SEQUENCE, perhaps the user's? It tells in words. */
static bool is_bound(struct editor *editor, const char *sequence)
{
	wchar_t characters[SEQUENCE_ROOM];

	if (mbstowcs(characters, sequence, SEQUENCE_ROOM) == (size_t)-1)
		return false;
	fflush(editor->drawn);
	editor->asking = true;
	editor->unbound = false;
	el_wset(editor->libedit, EL_BIND, characters, NULL);
	fflush(editor->drawn);
	editor->asking = false;
	return !editor->unbound;
}

/* What a whole sequence is for libedit: false for nothing at all. */
static bool take_sequence(struct editor *editor, wchar_t *character)
{
	struct keyboard *keyboard = &editor->keyboard;
	char sequence[SEQUENCE_ROOM];
	size_t length = read_sequence(editor, sequence);
	unsigned column;
	bool coded;

	if (keyboard->replies > 0 &&
	    keyboard_is_reply(sequence, length, &column)) {
		keyboard->replies--;
		return false;
	}
	coded = keyboard->vi || keyboard_is_searching(editor);
	for (size_t i = 0; coded && i < KEYS; i++)
		if (strcmp(keys[i].sequence, sequence) == 0) {
			*character = (wchar_t)(FIRST_CODE + i);
			return true;
		}
	/* of a key that does nothing no part may be text */
	if (length > 2 && (coded || !is_bound(editor, sequence)))
		return false;
	keyboard_hold(keyboard, sequence + 1, length - 1);
	return true;
}

/* One character, but for bytes that are none. */
static int read_character(struct editor *editor, wchar_t *character)
{
	mbstate_t *decoding = &editor->keyboard.decoding;
	bool settled = true;

	for (;;) {
		char byte;
		int count = wait_byte(editor, &byte, settled);
		size_t used;

		if (count <= 0)
			return count;
		settled = false;
		used = mbrtowc(character, &byte, 1, decoding);
		if (used == (size_t)-1) {
			/* what came before it was no character */
			memset(decoding, 0, sizeof(*decoding));
			used = mbrtowc(character, &byte, 1, decoding);
		}
		if (used == (size_t)-1)
			memset(decoding, 0, sizeof(*decoding));
		else if (used != (size_t)-2)
			return 1;
	}
}

int keyboard_read(EditLine *libedit, wchar_t *character)
{
	struct editor *editor = editor_of(libedit);

	for (;;) {
		int count = read_character(editor, character);

		if (count <= 0 || *character != ESCAPE ||
		    take_sequence(editor, character))
			return count;
	}
}
