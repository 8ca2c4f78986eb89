/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/painter.h"

#include "text/output.h"

#include <limits.h>
#include <string.h>

enum {
	SHORT_GAP = 5, /* cells that are as well written again as skipped */
	SHORT_WAY = 3,
};

void painter_finish(struct painter *painter)
{
	picture_finish(&painter->shown);
}

void painter_forget(struct painter *painter)
{
	painter->shown.rows = 0;
	painter->top = 0;
	painter->row = 0;
	painter->column = 0;
}

static void set_style(struct painter *painter, unsigned char style)
{
	if (style == painter->style)
		return;
	if (painter->style != LOOK_PLAIN)
		output_text(painter->output, "\033[m");
	output_text(painter->output, painter->shown.styles[style]);
	painter->style = style;
}

/* ESC [ COUNT LETTER; a count of 1 need not be said. */
static void move(struct painter *painter, unsigned count, char letter)
{
	output_text(painter->output, "\033[");
	if (count != 1)
		output_unsigned(painter->output, count);
	output_byte(painter->output, letter);
}

static void go_to_row(struct painter *painter, unsigned row)
{
	if (row < painter->row) {
		move(painter, painter->row - row, 'A');
	} else if (row > painter->row) {
		/* there may be no such row yet */
		output_byte(painter->output, '\r');
		for (unsigned i = painter->row; i < row; i++)
			output_byte(painter->output, '\n');
		painter->column = 0;
	}
	painter->row = row;
}

/* The cell under the cursor. */
static bool is_blank(const struct painter *painter)
{
	const struct cell *cell =
		picture_row(&painter->shown, painter->row) + painter->column;

	return cell->character == L' ' && cell->style == LOOK_PLAIN &&
	       painter->style == LOOK_PLAIN;
}

static void go_to(struct painter *painter, unsigned row, unsigned column)
{
	go_to_row(painter, row);
	/* behind the last column terminals differ in where they are */
	if (painter->column >= painter->shown.columns ||
	    (column < painter->column &&
	     (column == 0 || painter->column - column > column + SHORT_WAY))) {
		output_byte(painter->output, '\r');
		painter->column = 0;
	}
	if (column == painter->column + 1 && is_blank(painter)) {
		output_byte(painter->output, ' ');
	} else if (column > painter->column) {
		move(painter, column - painter->column, 'C');
	} else if (painter->column - column > SHORT_WAY) {
		move(painter, painter->column - column, 'D');
	} else {
		for (; painter->column > column; painter->column--)
			output_byte(painter->output, '\b');
	}
	painter->column = column;
}

static void write_character(struct output *output, wchar_t character)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	size_t length = wcrtomb(bytes, character, &state);

	if (length == (size_t)-1)
		output_byte(output, '?');
	else
		output_bytes(output, bytes, length);
}

/* Writes the cell under the cursor, unless it is a second half. */
static void write_cell(struct painter *painter, const struct cell *cell)
{
	struct cell *shown =
		picture_row(&painter->shown, painter->row) + painter->column;

	*shown = *cell;
	painter->column++;
	if (cell->character == 0)
		return;
	set_style(painter, cell->style);
	write_character(painter->output, cell->character);
	if (cell->mark)
		write_character(painter->output, cell->mark);
}

/* Behind the last column: writes the start of ROW, so that the terminal takes
 * both rows for one line. */
static void wrap(struct painter *painter, const struct cell *row)
{
	painter->row++;
	painter->column = 0;
	do
		write_cell(painter, &row[painter->column]);
	while (painter->column < painter->shown.columns &&
	       row[painter->column].character == 0);
}

/* How many cells from COLUMN on are shown as they shall be. */
static unsigned count_same(const struct cell *wanted, const struct cell *shown,
                           unsigned column, unsigned end)
{
	unsigned count = 0;

	while (column + count < end &&
	       picture_is_same(&wanted[column + count], &shown[column + count]))
		count++;
	return count;
}

static void paint_row(struct painter *painter, const struct picture *picture,
                      unsigned row, bool last)
{
	const struct cell *wanted = picture_row(picture, painter->top + row);
	struct cell *shown = picture_row(&painter->shown, row);
	unsigned used = picture_used(picture, painter->top + row);
	unsigned column = 0;

	while ((column += count_same(wanted, shown, column, used)) < used) {
		go_to(painter, row, column);
		while (column < used) {
			unsigned same = count_same(wanted, shown, column, used);

			if (same > SHORT_GAP || column + same == used)
				break;
			write_cell(painter, &wanted[column++]);
		}
		/* the second half of what was written */
		while (column < used && wanted[column].character == 0 &&
		       painter->column == column)
			write_cell(painter, &wanted[column++]);
	}
	if (picture_used(&painter->shown, row) > used) {
		go_to(painter, row, used);
		set_style(painter, LOOK_PLAIN);
		output_text(painter->output, "\033[K");
		for (; column < picture->columns; column++)
			shown[column] = (struct cell){ .character = L' ' };
	}
	shown[0].wraps = wanted[0].wraps;
	if (painter->row == row && painter->column == picture->columns &&
	    wanted[0].wraps && !last)
		wrap(painter, picture_row(picture, painter->top + row + 1));
}

/* Chooses what part is seen when the rows do not hold all; their number. */
static unsigned choose_part(struct painter *painter,
                            const struct picture *picture, unsigned rows)
{
	unsigned most = picture->rows > rows ? picture->rows - rows : 0;

	if (painter->top > picture->cursor_row)
		painter->top = picture->cursor_row;
	if (painter->top + rows <= picture->cursor_row)
		painter->top = picture->cursor_row - rows + 1;
	if (painter->top > most)
		painter->top = most;
	return picture->rows - painter->top < rows
	               ? picture->rows - painter->top
	               : rows;
}

void painter_show(struct painter *painter, const struct picture *picture,
                  unsigned rows)
{
	unsigned before = painter->shown.rows;
	unsigned count = choose_part(painter, picture, rows);

	painter->shown.columns = picture->columns;
	memcpy(painter->shown.styles, picture->styles, sizeof(picture->styles));
	if (picture->failed || !picture_extend(&painter->shown, count))
		return;
	for (unsigned row = 0; row < count; row++)
		paint_row(painter, picture, row, row + 1 == count);
	set_style(painter, LOOK_PLAIN);
	if (count < before) {
		go_to(painter, count, 0);
		output_text(painter->output, "\033[J");
	}
	painter->shown.rows = count;
	go_to(painter, picture->cursor_row - painter->top,
	      picture->cursor_column);
}

void painter_leave(struct painter *painter)
{
	if (painter->shown.rows > 0)
		go_to_row(painter, painter->shown.rows - 1);
	output_text(painter->output, "\r\n");
	painter_forget(painter);
}

unsigned painter_wrapped(const struct painter *painter, unsigned columns,
                         unsigned *column)
{
	const struct picture *shown = &painter->shown;
	unsigned above = 0;
	unsigned before = 0; /* columns of the same line, in rows above */

	for (unsigned row = 0; row < painter->row; row++) {
		unsigned used = before + picture_used(shown, row);

		if (picture_row(shown, row)->wraps) {
			before += shown->columns;
			continue;
		}
		above += used > columns ? (used + columns - 1) / columns : 1;
		before = 0;
	}
	*column = (before + painter->column) % columns;
	return above + (before + painter->column) / columns;
}
