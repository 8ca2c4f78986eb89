/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/cells.h"

#include "memory/value.h"
#include "text/escape.h"
#include "text/output.h"
#include "text/style.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Not a colour: it shows where those are not wanted, too. */
#define MARK_BEGIN "\033[7m"
#define MARK_END   "\033[27m"
#define SPACE      ((size_t)2) /* before each column but the first */

/* Columns of the longest value. */
static size_t value_width(const struct value_type *type)
{
	static const size_t unsigneds[] = {
		[1] = 3, [2] = 5, [4] = 10, [8] = 20
	};
	static const size_t signeds[] = {
		[1] = 4, [2] = 6, [4] = 11, [8] = 20
	};

	switch (type->form) {
	case VALUE_SIGNED:
		return signeds[type->size];
	case VALUE_UNSIGNED:
		return unsigneds[type->size];
	case VALUE_REAL:
		return type->size == 4 ? 15 : 24;
	case VALUE_POINTER:
		return 2 + 2 * type->size;
	case VALUE_TEXT:
		break;
	}
	return 0;
}

/* Columns of a row of bytes: as a dump has it for 16. */
static size_t bytes_width(const struct cells *cells, size_t count)
{
	return (size_t)cells->digits + SPACE + 3 * count +
	       (count > CELLS_MOST / 2) + 1 + count + 2;
}

static size_t row_width(const struct cells *cells, size_t count)
{
	if (!cells->type)
		return bytes_width(cells, count);
	return (size_t)cells->digits + count * (SPACE + cells->width);
}

void cells_lay_out(struct cells *cells, const struct value_type *type,
                   uint64_t end, size_t columns)
{
	*cells = (struct cells){ .type = type, .columns = columns };
	cells->size = type ? type->size : 1;
	cells->width = type ? value_width(type) : 0;
	cells->digits = snprintf(NULL, 0, "%08" PRIx64, end);
	cells->count = CELLS_MOST;
	while (cells->count > 1 && (cells->count * cells->size > CELLS_MOST ||
	                            row_width(cells, cells->count) > columns))
		cells->count /= 2;
}

static void mark_begin(struct output *output, unsigned marked, size_t cell)
{
	if (marked >> cell & 1)
		output_text(output, MARK_BEGIN);
}

static void mark_end(struct output *output, unsigned marked, size_t cell)
{
	if (marked >> cell & 1)
		output_text(output, MARK_END);
}

static void show_hex(const struct cells *cells, struct output *output,
                     const unsigned char *bytes, size_t length, unsigned marked)
{
	for (size_t i = 0; i < cells->count; i++) {
		if (i == CELLS_MOST / 2)
			output_byte(output, ' ');
		if (i < length) {
			mark_begin(output, marked, i);
			output_print(output, "%02x", bytes[i]);
			mark_end(output, marked, i);
		} else {
			output_text(output, "  ");
		}
		output_byte(output, ' ');
	}
}

static size_t show_bytes(const struct cells *cells, struct output *output,
                         const unsigned char *bytes, size_t length,
                         unsigned marked)
{
	output_text(output, "  ");
	show_hex(cells, output, bytes, length, marked);
	output_text(output, " |");
	for (size_t i = 0; i < length; i++) {
		char shown = '.';

		if (bytes[i] >= 0x20 && bytes[i] < 0x7f)
			memcpy(&shown, bytes + i, 1);
		mark_begin(output, marked, i);
		output_byte(output, shown);
		mark_end(output, marked, i);
	}
	output_byte(output, '|');
	return bytes_width(cells, cells->count) - (cells->count - length);
}

/* The bytes of TEXT that fit into ROOM columns, which are taken from it. */
static size_t text_fitting(const struct output *output, const char *text,
                           size_t length, size_t *room)
{
	size_t fitting = 0;

	while (fitting < length) {
		size_t step = utf8_length(text + fitting, length - fitting);
		size_t width;

		step = step > 0 ? step : 1;
		width = escape_width(output, text + fitting, step);
		if (width > *room)
			break;
		*room -= width;
		fitting += step;
	}
	return fitting;
}

static size_t show_text(const struct cells *cells, struct output *output,
                        const unsigned char *bytes, unsigned marked)
{
	size_t taken = (size_t)cells->digits + SPACE;
	size_t room = cells->columns - taken;
	size_t fitting =
		text_fitting(output, (const char *)bytes,
	                     value_text_length(cells->type, bytes), &room);

	output_text(output, "  ");
	mark_begin(output, marked, 0);
	escape_show(output, (const char *)bytes, fitting, ESCAPE_ALL);
	mark_end(output, marked, 0);
	return cells->columns - room;
}

static size_t show_values(const struct cells *cells, struct output *output,
                          const unsigned char *bytes, size_t length,
                          unsigned marked)
{
	size_t column = (size_t)cells->digits;

	for (size_t i = 0; i < length / cells->size; i++) {
		char text[VALUE_ROOM];
		size_t count =
			value_print(cells->type, bytes + i * cells->size, text);
		size_t width = count > cells->width ? count : cells->width;

		if (column + SPACE + width > cells->columns)
			break;
		output_print(output, "%*s", (int)(SPACE + width - count), "");
		mark_begin(output, marked, i);
		output_bytes(output, text, count);
		mark_end(output, marked, i);
		column += SPACE + width;
	}
	return column;
}

size_t cells_show(const struct cells *cells, struct output *output,
                  uint64_t offset, const unsigned char *bytes, size_t length,
                  unsigned marked)
{
	if (row_width(cells, 1) > cells->columns)
		return 0;
	style_begin(output, STYLE_DIM);
	output_print(output, "%0*" PRIx64, cells->digits, offset);
	style_end(output);
	if (!cells->type)
		return show_bytes(cells, output, bytes, length, marked);
	if (cells->type->form == VALUE_TEXT)
		return show_text(cells, output, bytes, marked);
	return show_values(cells, output, bytes, length, marked);
}
