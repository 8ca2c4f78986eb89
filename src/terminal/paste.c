/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/paste.h"

#include "terminal/state.h"
#include "terminal/wait.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

void paste_enable(struct editor *editor)
{
	if (!editor->plain)
		output_text(&editor->output, "\033[?2004h");
}

void paste_disable(struct editor *editor)
{
	if (!editor->plain)
		output_text(&editor->output, "\033[?2004l");
}

struct pasted {
	char *bytes;
	size_t length;
	size_t room;
};

static bool add(struct pasted *pasted, char byte)
{
	if (pasted->length == pasted->room) {
		size_t room = pasted->room ? pasted->room * 2 : 4096;
		char *larger = realloc(pasted->bytes, room);

		if (!larger)
			return false;
		pasted->bytes = larger;
		pasted->room = room;
	}
	pasted->bytes[pasted->length++] = byte;
	return true;
}

/* Did the mark of the end come? It is no part of the text. */
static bool has_ended(struct pasted *pasted)
{
	static const char mark[] = "\033[201~";
	size_t length = sizeof(mark) - 1;

	if (pasted->length < length ||
	    memcmp(pasted->bytes + pasted->length - length, mark, length) != 0)
		return false;
	pasted->length -= length;
	return true;
}

static bool is_wanted(wint_t character)
{
	return character == L'\n' || character == L'\t' || iswprint(character);
}

/* The text as characters, lines ending in newlines; NULL without memory. */
static wchar_t *characters_of(const struct pasted *pasted)
{
	wchar_t *text = malloc((pasted->length + 1) * sizeof(*text));
	size_t count = 0;

	for (size_t i = 0; text && i < pasted->length;) {
		uint32_t code;
		size_t length = utf8_decode(pasted->bytes + i,
		                            pasted->length - i, &code);

		if (length > 0 && code == '\r') {
			code = '\n';
			if (i + 1 < pasted->length &&
			    pasted->bytes[i + 1] == '\n')
				length = 2;
		}
		if (length > 0 && is_wanted((wint_t)code))
			text[count++] = (wchar_t)code;
		i += length > 0 ? length : 1;
	}
	if (text)
		text[count] = L'\0';
	return text;
}

unsigned char paste_insert(EditLine *libedit, wint_t character)
{
	struct editor *editor = editor_of(libedit);
	struct pasted pasted = { .bytes = NULL };
	bool good = true;
	wchar_t *text;
	char byte;

	(void)character;
	/* when nothing more comes the next key tells libedit so */
	while (good && !has_ended(&pasted) &&
	       wait_byte(editor, &byte, false) == 1)
		good = add(&pasted, byte);
	text = characters_of(&pasted);
	free(pasted.bytes);
	if (text && *text)
		el_winsertstr(libedit, text);
	free(text);
	return good ? CC_REFRESH : CC_REFRESH_BEEP;
}
