/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/table.h"

#include "text/escape.h"
#include "text/output.h"

#include <string.h>

enum {
	COLUMNS_MOST = 16
};

static void pad(struct output *output, size_t count)
{
	while (count-- > 0)
		output_byte(output, ' ');
}

/* Blanks are written only once something follows them: no line ends in one. */
static void show_cell(const struct table *table, struct output *output,
                      size_t column, const char *text, enum style style,
                      size_t width, size_t *blanks)
{
	size_t length = strlen(text);
	size_t columns = escape_width(output, text, length);
	size_t padding = width > columns ? width - columns : 0;
	bool numeric = table->columns[column].numeric;

	if (numeric)
		*blanks += padding;
	if (length > 0) {
		pad(output, *blanks);
		*blanks = 0;
		style_begin(output, style);
		escape_show(output, text, length, ESCAPE_ALL);
		style_end(output);
	}
	*blanks += 2 + (numeric ? 0 : padding);
}

static void measure(const struct table *table, const struct output *output,
                    size_t *widths)
{
	char text[TABLE_CELL];

	for (size_t column = 0; column < table->column_count; column++) {
		widths[column] = strlen(table->columns[column].title);
		for (size_t row = 0; row < table->row_count; row++) {
			size_t width;

			table->cell(table->context, row, column, text);
			width = escape_width(output, text, strlen(text));
			if (width > widths[column])
				widths[column] = width;
		}
	}
}

static enum style style_of(const struct table *table, size_t row, size_t column)
{
	return table->style ? table->style(table->context, row, column)
	                    : STYLE_PLAIN;
}

void table_show(const struct table *table, struct output *output)
{
	size_t widths[COLUMNS_MOST];
	char text[TABLE_CELL];

	size_t blanks = 0;

	measure(table, output, widths);
	for (size_t column = 0; column < table->column_count; column++)
		show_cell(table, output, column, table->columns[column].title,
		          STYLE_HEADING, widths[column], &blanks);
	output_byte(output, '\n');
	for (size_t row = 0; row < table->row_count; row++) {
		blanks = 0;
		for (size_t column = 0; column < table->column_count;
		     column++) {
			table->cell(table->context, row, column, text);
			show_cell(table, output, column, text,
			          style_of(table, row, column), widths[column],
			          &blanks);
		}
		output_byte(output, '\n');
	}
}
