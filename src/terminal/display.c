/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/display.h"

#include "assist/hint.h"
#include "assist/world.h"
#include "session/session.h"
#include "terminal/state.h"
#include "text/escape.h"
#include "text/style.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_LINE = 4096, /* in characters; above it there are no hints */
	FEWEST_COLUMNS = 4,  /* a hint that is cut to fewer tells nothing */
};

/* Characters of the line; SIZE 0 for none. */
struct marked {
	size_t first;
	size_t size;
};

void display_flush(struct editor *editor)
{
	sigset_t ending;
	sigset_t blocked;

	if (editor->output.used == 0)
		return;
	/* Ctrl-S, or a terminal that hangs, may hold it for long. These come
	 * again until they are seen, see interrupt.c; others would be lost */
	sigemptyset(&ending);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigprocmask(SIG_UNBLOCK, &ending, &blocked);
	output_flush(&editor->output);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	editor->output.error = 0;
}

/* Turns the bytes of the command that are wrong into characters. */
static struct marked find_marked(struct editor *editor, const struct hint *hint,
                                 const char *command)
{
	struct marked marked = { .size = 0 };
	size_t position = editor->length;
	mbstate_t state = { 0 };

	if (!hint->wrong || hint->start < editor->length)
		return marked;
	while (position < hint->end) {
		size_t length = mbrlen(command + position, hint->end - position,
		                       &state);

		if (length == 0 || length > hint->end - position)
			return (struct marked){ .size = 0 };
		marked.first += position < hint->start;
		marked.size += position >= hint->start;
		position += length;
	}
	return marked;
}

/* What there is to say about the line; an empty hint where there is nothing. */
static struct marked ask(struct editor *editor, struct hint *hint)
{
	const LineInfoW *line = el_wline(editor->libedit);
	size_t count = (size_t)(line->lastchar - line->buffer);
	struct world world;
	const char *command;
	size_t length;

	*hint = (struct hint){ .text = "" };
	if (!editor->session->hints || count == 0 || count > LONGEST_LINE ||
	    keyboard_is_searching(editor))
		return (struct marked){ .size = 0 };
	command = editor_command(editor, NULL, &length);
	if (!command)
		return (struct marked){ .size = 0 };
	world = world_of_session(editor->session);
	hint_find(hint, &world, command, length);
	return find_marked(editor, hint, command);
}

/* TEXT dim behind the line, as far as its last row has room. */
static void add_hint(struct editor *editor, const char *text)
{
	const LineInfoW *line = el_wline(editor->libedit);
	struct picture *picture = &editor->picture;
	struct output *escaped = &editor->escaped;
	mbstate_t state = { 0 };
	bool apart = line->lastchar[-1] != L' ' && *text != ' ';

	/* the last column is left alone: behind it a row would wrap */
	if (picture->column + apart + FEWEST_COLUMNS >= picture->columns)
		return;
	if (apart)
		picture_add(picture, L' ', LOOK_DIM);
	escaped->used = 0;
	escape_show(escaped, text, strlen(text), ESCAPE_KEEP_BACKSLASHES);
	for (size_t i = 0; i < escaped->used;) {
		wchar_t character;
		size_t length = mbrtowc(&character, escaped->bytes + i,
		                        escaped->used - i, &state);
		int width =
			length <= escaped->used - i ? wcwidth(character) : -1;

		if (width < 0 ||
		    picture->column + (unsigned)width >= picture->columns)
			return;
		picture_add(picture, character, LOOK_DIM);
		i += length;
	}
}

static void begin(struct editor *editor)
{
	struct picture *picture = &editor->picture;
	bool colour = editor->session->standard->colour;

	strcpy(picture->styles[LOOK_PLAIN], "");
	strcpy(picture->styles[LOOK_DIM], style_sequences[STYLE_DIM].bytes);
	strcpy(picture->styles[LOOK_WRONG], colour ? "\033[4;31m" : "\033[4m");
	picture_begin(picture, editor->prompt, editor_columns(editor));
}

static void add_line(struct editor *editor, struct marked marked)
{
	const LineInfoW *line = el_wline(editor->libedit);
	size_t count = (size_t)(line->lastchar - line->buffer);

	for (size_t i = 0; i < count; i++) {
		if (line->buffer + i == line->cursor)
			picture_set_cursor(&editor->picture, *line->cursor);
		picture_add(&editor->picture, line->buffer[i],
		            i >= marked.first && i < marked.first + marked.size
		                    ? LOOK_WRONG
		                    : LOOK_PLAIN);
	}
	if (line->cursor == line->lastchar)
		picture_set_cursor(&editor->picture, L'\0');
}

void display_line(struct editor *editor)
{
	const LineInfoW *line = el_wline(editor->libedit);
	struct marked marked;
	struct hint hint;

	if (editor->plain)
		return;
	marked = ask(editor, &hint);
	begin(editor);
	add_line(editor, marked);
	if (*hint.text && line->cursor == line->lastchar)
		add_hint(editor, hint.text);
	painter_show(&editor->painter, &editor->picture, editor_rows(editor));
}

void display_line_at_rest(struct editor *editor)
{
	const LineInfoW *line = el_wline(editor->libedit);
	const wchar_t *end = line->lastchar;

	if (editor->plain)
		return;
	/* the one that Enter adds */
	if (editor->entered && end > line->buffer && end[-1] == L'\n')
		end--;
	begin(editor);
	for (const wchar_t *next = line->buffer; next < end; next++)
		picture_add(&editor->picture, *next, LOOK_PLAIN);
	picture_set_cursor(&editor->picture, L'\0');
	painter_show(&editor->painter, &editor->picture, editor_rows(editor));
}
