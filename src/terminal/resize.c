/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/resize.h"

#include "terminal/display.h"
#include "terminal/state.h"
#include "terminal/wait.h"

#include <stdlib.h>
#include <string.h>

enum {
	REPLY_MILLISECONDS = 200,
};

/*
 * The column, from 0, where the terminal says that its cursor is; false when
 * it does not say. Keys that come before the answer are held.
 */
static bool ask_column(struct editor *editor, unsigned *column)
{
	struct keyboard *keyboard = &editor->keyboard;
	char bytes[KEYBOARD_HELD];
	size_t count = 0;
	bool answered = false;

	output_text(&editor->output, "\033[6n");
	display_flush(editor);
	keyboard->replies++;
	while (!answered && count < sizeof(bytes) &&
	       wait_byte_soon(editor, &bytes[count], REPLY_MILLISECONDS)) {
		const char *start;

		if (bytes[count++] != 'R')
			continue;
		start = memrchr(bytes, '\033', count);
		answered = start &&
		           keyboard_is_reply(start,
		                             count - (size_t)(start - bytes),
		                             column);
		if (answered)
			count = (size_t)(start - bytes);
	}
	keyboard_hold(keyboard, bytes, count);
	if (!answered)
		return false;
	keyboard->replies--;
	*column -= *column > 0;
	return true;
}

/*
 * How far above the cursor the prompt is now. Some terminals wrap what stands
 * in the window anew, some do not: the cursor's column tells which.
 */
static unsigned rows_above(struct editor *editor, unsigned columns)
{
	const struct painter *painter = &editor->painter;
	struct keyboard *keyboard = &editor->keyboard;
	unsigned wrapped_column;
	unsigned wrapped = painter_wrapped(painter, columns, &wrapped_column);
	unsigned kept_column =
		painter->column < columns ? painter->column : columns - 1;
	unsigned column;

	if (wrapped == painter->row)
		return wrapped;
	if (wrapped_column != kept_column && ask_column(editor, &column)) {
		keyboard->answered = true;
		keyboard->wraps_anew = column == wrapped_column;
	}
	if (keyboard->answered)
		return keyboard->wraps_anew ? wrapped : painter->row;
	/* rather leave a row than erase one that is not ours */
	return wrapped < painter->row ? wrapped : painter->row;
}

void resize_guess(struct editor *editor)
{
	struct keyboard *keyboard = &editor->keyboard;

	keyboard->wraps_anew = getenv("TMUX") || getenv("VTE_VERSION");
	keyboard->answered = keyboard->wraps_anew || getenv("XTERM_VERSION");
}

void resize_line(struct editor *editor)
{
	struct output *output = &editor->output;
	unsigned above;

	el_resize(editor->libedit);
	/* or it would take its cursor to be where no row is any more */
	el_set(editor->libedit, EL_REFRESH);
	if (editor->plain)
		return;
	above = rows_above(editor, editor_columns(editor));
	if (above > 0)
		output_print(output, "\033[%uA", above);
	output_text(output, "\r\033[J");
	painter_forget(&editor->painter);
}
