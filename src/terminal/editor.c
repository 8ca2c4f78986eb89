/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/editor.h"

#include "session/report.h"
#include "session/session.h"
#include "terminal/display.h"
#include "terminal/paste.h"
#include "terminal/recall.h"
#include "terminal/resize.h"
#include "terminal/setup.h"
#include "terminal/state.h"
#include "terminal/wait.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct editor *editor_of(EditLine *libedit)
{
	struct editor *editor;

	el_get(libedit, EL_CLIENTDATA, &editor);
	return editor;
}

static unsigned capability(struct editor *editor, const char *name)
{
	int value = 0;

	el_get(editor->libedit, EL_GETTC, name, &value);
	return value > 0 ? (unsigned)value : 1;
}

unsigned editor_columns(struct editor *editor)
{
	return capability(editor, "co");
}

unsigned editor_rows(struct editor *editor)
{
	return capability(editor, "li");
}

/* Room for so many bytes of a command, and a NUL. */
static bool make_room(struct editor *editor, size_t length)
{
	char *larger;

	if (length < editor->room)
		return true;
	larger = realloc(editor->text, (length + 1) * 2);
	if (!larger)
		return false;
	editor->text = larger;
	editor->room = (length + 1) * 2;
	return true;
}

const char *editor_command(struct editor *editor, const wchar_t *end,
                           size_t *length)
{
	const LineInfoW *line = el_wline(editor->libedit);
	size_t count = (size_t)((end ? end : line->lastchar) - line->buffer);
	mbstate_t state = { 0 };

	*length = editor->length;
	if (!make_room(editor, *length + count * MB_LEN_MAX))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t bytes = wcrtomb(editor->text + *length, line->buffer[i],
		                       &state);

		*length += bytes != (size_t)-1 ? bytes : 0;
	}
	editor->text[*length] = '\0';
	return editor->text;
}

static bool append(struct editor *editor, const char *line, size_t length)
{
	if (!make_room(editor, editor->length + length))
		return false;
	memcpy(editor->text + editor->length, line, length);
	editor->length += length;
	editor->text[editor->length] = '\0';
	return true;
}

/* The line's last look, with what ended it behind it, and a fresh row. */
static void leave_line(struct editor *editor, bool entered)
{
	editor->entered = entered;
	display_line_at_rest(editor);
	editor->entered = false;
	if (session_interrupted == SIGINT)
		output_text(&editor->output, "^C");
	if (!editor->plain)
		painter_leave(&editor->painter);
	else if (!entered)
		output_byte(&editor->output, '\n');
	paste_disable(editor);
	display_flush(editor);
}

/* To the start of a row: behind what ends in no newline these blanks wrap. */
static void begin_row(struct editor *editor)
{
	if (!editor->plain)
		output_print(&editor->output, "%*s\r\033[K",
		             (int)editor_columns(editor) - 1, "");
}

static const char *get_line(struct editor *editor, int *count)
{
	const char *line;
	int error;

	wait_begin(editor);
	/* libedit shows the prompt before it turns echo off: keys typed in
	 * between would be seen twice */
	el_set(editor->libedit, EL_PREP_TERM, 1);
	paste_enable(editor);
	/* it may have changed meanwhile */
	el_resize(editor->libedit);
	begin_row(editor);
	errno = 0;
	line = el_gets(editor->libedit, count);
	error = errno;
	leave_line(editor, line);
	errno = error;
	wait_end(editor);
	return line;
}

/* No line came: Ctrl-C, Ctrl-D, or the terminal has gone. */
static enum input_event end_of_line(struct editor *editor)
{
	bool interrupted = session_interrupted == SIGINT;

	/* inside Ctrl-R the count of an interrupted line is 0, not -1 */
	if (interrupted)
		session_forget_interrupt(editor->session);
	else
		editor->session->quit = session_interrupted != 0;
	editor->length = 0;
	return interrupted ? INPUT_INTERRUPTED : INPUT_END;
}

static enum input_event editor_next(struct input *input,
                                    struct session *session, bool more)
{
	struct editor *editor = (struct editor *)input;
	const char *line;
	int count = 0;

	if (!more) {
		editor->length = 0;
		editor->fed =
			recall_update(editor->recalled, session, editor->fed);
		input->number++;
	}
	session_pause(session);
	if (session_interrupted == SIGINT)
		session_forget_interrupt(session);
	prompt_make(session, more, editor->prompt);
	line = get_line(editor, &count);
	if (!line)
		return end_of_line(editor);
	/* libedit may return the first part of a line that was recalled and
	 * is longer than its buffer: never run that */
	if (strlen(line) != (size_t)count ||
	    !append(editor, line, (size_t)count)) {
		fail(session,
		     "the line can not be taken whole; it was not run");
		editor->length = 0;
		return INPUT_INTERRUPTED;
	}
	input->line = editor->text;
	input->length = editor->length;
	if (input->length > 0 && input->line[input->length - 1] == '\n')
		input->length--;
	return INPUT_LINE;
}

struct editor *editor_new(struct session *session)
{
	struct editor *editor = calloc(1, sizeof(*editor));

	if (!editor)
		return NULL;
	editor->session = session;
	editor->input.next = editor_next;
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	output_init(&editor->output, STDOUT_FILENO, session->standard->utf8,
	            &session_interrupted);
	output_init(&editor->escaped, -1, session->standard->utf8,
	            &session_interrupted);
	editor->output.colour = session->standard->colour;
	editor->painter.output = &editor->output;
	wait_open(editor);
	if (!setup_libedit(editor)) {
		editor_free(editor);
		return NULL;
	}
	resize_guess(editor);
	wait_install();
	return editor;
}

void editor_free(struct editor *editor)
{
	if (!editor)
		return;
	wait_remove();
	wait_close(editor);
	if (editor->libedit)
		el_end(editor->libedit);
	if (editor->drawn)
		fclose(editor->drawn);
	painter_finish(&editor->painter);
	picture_finish(&editor->picture);
	recall_free(editor->recalled, editor->session);
	free(editor->text);
	free(editor);
}

struct input *editor_input(struct editor *editor)
{
	return &editor->input;
}
