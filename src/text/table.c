/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/table.h"

#include "text/escape.h"
#include "text/output.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What a column shows in a row. */
struct cell {
	size_t length;
	size_t columns; /* of the terminal */
	bool plain;     /* nothing of it needs to be escaped */
	char text[TABLE_CELL];
};

static void take_cell(const struct table *table, const struct output *output,
                      size_t row, size_t column, struct cell *cell)
{
	table->cell(table->context, row, column, cell->text);
	cell->length = strlen(cell->text);
	cell->plain = escape_plain(cell->text, cell->length) == cell->length;
	cell->columns =
		cell->plain ? cell->length
			    : escape_width(output, cell->text, cell->length);
}

/* How wide the columns are; and for each row a bit for each column whose cell
 * is the same as that of the row before, where SAME is not null. */
struct measures {
	size_t widths[TABLE_COLUMNS];
	uint32_t *same;
};

static void show_text(struct output *output, const struct cell *cell,
                      enum style style)
{
	style_begin(output, style);
	if (cell->plain)
		output_bytes(output, cell->text, cell->length);
	else
		escape_show(output, cell->text, cell->length, ESCAPE_ALL);
	style_end(output);
}

/* Blanks are written only once something follows them: no line ends in one. */
static void show_cell(struct output *output, const struct table_column *column,
                      const struct cell *cell, enum style style, size_t width,
                      size_t *blanks)
{
	size_t padding = width > cell->columns ? width - cell->columns : 0;

	if (column->numeric)
		*blanks += padding;
	if (cell->length > 0) {
		memset(output_room(output, *blanks), ' ', *blanks);
		output_wrote(output, *blanks);
		*blanks = 0;
		show_text(output, cell, style);
	}
	*blanks += 2 + (column->numeric ? 0 : padding);
}

static bool is_same(const struct table *table, size_t row, size_t column)
{
	return table->same && table->same(table->context, row, column);
}

static size_t width_of(const struct table *table, const struct output *output,
                       size_t row, size_t column)
{
	struct cell cell = { .length = 0 };
	size_t width =
		table->width ? table->width(table->context, row, column) : 0;

	if (width > 0)
		return width;
	take_cell(table, output, row, column, &cell);
	return cell.columns;
}

static void measure(const struct table *table, const struct output *output,
                    struct measures *measures)
{

	for (size_t i = 0; i < table->column_count; i++)
		measures->widths[i] = strlen(table->columns[i].title);
	for (size_t row = 0; row < table->row_count; row++)
		for (size_t i = 0; i < table->column_count; i++) {
			if (is_same(table, row, i)) {
				if (measures->same)
					measures->same[row] |= 1u << i;
				continue;
			}
			size_t width = width_of(table, output, row, i);

			if (width > measures->widths[i])
				measures->widths[i] = width;
		}
}

static enum style style_of(const struct table *table, size_t row, size_t column)
{
	return table->style ? table->style(table->context, row, column)
	                    : STYLE_PLAIN;
}

static void show_titles(const struct table *table, struct output *output,
                        const size_t *widths)
{
	size_t blanks = 0;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		struct cell cell = {
			.length = strlen(column->title),
			.columns = strlen(column->title),
			.plain = true,
		};

		memcpy(cell.text, column->title, cell.length);
		show_cell(output, column, &cell, STYLE_HEADING, widths[i],
		          &blanks);
	}
	output_byte(output, '\n');
}

static void show_rows(const struct table *table, struct output *output,
                      const struct measures *measures)
{
	struct cell cells[TABLE_COLUMNS] = { 0 };

	for (size_t row = 0; row < table->row_count; row++) {
		uint32_t same = measures->same ? measures->same[row] : 0;
		size_t blanks = 0;

		for (size_t i = 0; i < table->column_count; i++) {
			if (!(same & 1u << i))
				take_cell(table, output, row, i, &cells[i]);
			show_cell(output, &table->columns[i], &cells[i],
			          style_of(table, row, i), measures->widths[i],
			          &blanks);
		}
		output_byte(output, '\n');
	}
}

void table_show(const struct table *table, struct output *output)
{
	struct measures measures;

	/* without it all cells are asked for twice */
	measures.same = table->same
	                        ? calloc(table->row_count + 1, sizeof(uint32_t))
	                        : NULL;
	measure(table, output, &measures);
	show_titles(table, output, measures.widths);
	show_rows(table, output, &measures);
	free(measures.same);
}
