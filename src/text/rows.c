/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/rows.h"

#include "text/utf8.h"
#include "text/width.h"

#include <stdint.h>

enum {
	ESCAPE = 0x1b,
	TAB_STOP = 8
};

/* Where a terminal's cursor is. */
struct cursor {
	size_t row;
	size_t column; /* as wide as the terminal: the next one wraps */
	size_t columns;
};

/* The bytes of an escape sequence at TEXT, as "ESC [ 1 m"; else 0. */
static size_t sequence_length(const char *text, size_t length)
{
	size_t i = 2;

	if (length < 2 || text[0] != ESCAPE || text[1] != '[')
		return 0;
	while (i < length && text[i] >= 0x20 && text[i] < 0x40)
		i++;
	return i < length ? i + 1 : length;
}

/* The bytes of the character at TEXT, and the columns it takes. */
static size_t character(const char *text, size_t length, size_t *width)
{
	uint32_t code;
	size_t count = utf8_decode(text, length, &code);

	*width = count > 0 ? width_columns(code) : 1;
	return count > 0 ? count : 1;
}

static void move(struct cursor *cursor, size_t width)
{
	if (cursor->column + width > cursor->columns) {
		cursor->row++;
		cursor->column = 0;
	}
	cursor->column += width;
}

static void move_to_tab(struct cursor *cursor)
{
	cursor->column = (cursor->column / TAB_STOP + 1) * TAB_STOP;
	if (cursor->column >= cursor->columns)
		cursor->column = cursor->columns - 1;
}

/* Moves over what stands at TEXT; its bytes. */
static size_t step(struct cursor *cursor, const char *text, size_t length)
{
	size_t width = 0;
	size_t count;

	if (*text == '\n') {
		cursor->row++;
		cursor->column = 0;
		return 1;
	}
	if (*text == '\t') {
		move_to_tab(cursor);
		return 1;
	}
	count = sequence_length(text, length);
	if (count > 0)
		return count;
	count = character(text, length, &width);
	move(cursor, width);
	return count;
}

bool rows_suffice(const char *text, size_t length, size_t rows, size_t columns)
{
	struct cursor cursor = { .columns = columns > 0 ? columns : 1 };
	size_t done = 0;

	while (done < length && cursor.row <= rows)
		done += step(&cursor, text + done, length - done);
	/* a line that has not ended is a row too */
	return cursor.row + (cursor.column > 0) <= rows;
}
