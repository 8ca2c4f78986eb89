/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/map_draw.h"

#include "commands/map_look.h"
#include "session/describe.h"
#include "text/line.h"
#include "text/output.h"
#include "text/style.h"

#include <inttypes.h>
#include <string.h>

enum {
	LABEL = 7,         /* columns before a row, as "+1016M " */
	COLUMNS_LEAST = 8, /* cells in a row */
	COLUMNS_MOST = 128,
	GAP = 3, /* between two classes of the legend */
	LEGEND_ROOM = 64
};

static const struct {
	const char *name;
	const char *plain; /* where there is only ASCII */
	const char *shade;
	enum style style;
} classes[MAP_CLASSES] = {
	[MAP_UNTOUCHED] = { "untouched", ".", "·", STYLE_DIM },
	[CONTENT_ZERO] = { "zeros", "-", "░", STYLE_BYTE_ZERO },
	[CONTENT_NUMBERS] = { "numbers", "+", "▒", STYLE_BYTE_SPACE },
	[CONTENT_TEXT] = { "text", "=", "≡", STYLE_BYTE_TEXT },
	[CONTENT_OTHER] = { "other", "#", "█", STYLE_BYTE_CONTROL },
};

const unsigned char map_order[] = {
	MAP_UNTOUCHED, CONTENT_ZERO,  CONTENT_NUMBERS,
	CONTENT_TEXT,  CONTENT_OTHER,
};

const char *map_class_name(unsigned sort)
{
	return classes[sort].name;
}

size_t map_columns(size_t width)
{
	size_t columns = COLUMNS_LEAST;

	while (columns < COLUMNS_MOST && LABEL + 2 * columns <= width)
		columns *= 2;
	return columns;
}

static const char *glyph(const struct output *output, unsigned sort)
{
	return output->utf8 ? classes[sort].shade : classes[sort].plain;
}

/* As it can be typed behind a segment: +64K. */
static void print_offset(uint64_t offset, char text[static KEY_ROOM])
{
	static const char units[] = " KMGTP";
	struct line line = line_on(text, KEY_ROOM);
	size_t unit = 0;

	while (offset > 0 && offset % 1024 == 0 && units[unit + 1]) {
		offset /= 1024;
		unit++;
	}
	line_add(&line, "+%" PRIu64, offset);
	if (unit > 0)
		line_add(&line, "%c", units[unit]);
}

static void draw_row(const struct map *map, size_t first, size_t count,
                     struct output *output)
{
	char label[KEY_ROOM];
	unsigned before = MAP_CLASSES;

	print_offset(first * map->cell, label);
	style_begin(output, STYLE_DIM);
	output_print(output, "%*s ", LABEL - 1, label);
	style_end(output);
	for (size_t i = first; i < first + count; i++) {
		unsigned sort = map->classes[i];

		if (sort != before)
			style_begin(output, classes[sort].style);
		output_text(output, glyph(output, sort));
		before = sort;
	}
	style_end(output);
	output_byte(output, '\n');
}

/* "text 12.0 KiB 3 %" */
static void print_share(const struct map *map, unsigned sort, struct line *line)
{
	double share = 100.0 * (double)map->bytes[sort] / (double)map->size;
	char size[KEY_ROOM];

	describe_size(map->bytes[sort], size);
	line_add(line, "%s ", classes[sort].name);
	if (size[0])
		line_add(line, "%s", size);
	else
		line_add(line, "%" PRIu64 " B", map->bytes[sort]);
	/* 100 only when it is all */
	if (share > 99 && share < 100)
		share = 99;
	if (share >= 1)
		line_add(line, " %.0f %%", share);
}

/* The classes that there are, in lines that keep to WIDTH. */
static void draw_legend(const struct map *map, size_t width,
                        struct output *output)
{
	size_t used = 0;

	for (size_t i = 0; i < MAP_CLASSES; i++) {
		char text[LEGEND_ROOM];
		struct line line = line_on(text, sizeof(text));
		size_t before;

		if (map->bytes[map_order[i]] == 0)
			continue;
		print_share(map, map_order[i], &line);
		if (used > 0 && used + GAP + 2 + line.length > width) {
			output_byte(output, '\n');
			used = 0;
		}
		before = used ? GAP : LABEL;
		output_print(output, "%*s", (int)before, "");
		style_text(output, classes[map_order[i]].style,
		           glyph(output, map_order[i]));
		output_print(output, " %s", text);
		used += before + 2 + line.length;
	}
	output_byte(output, '\n');
}

void map_draw(const struct map *map, size_t columns, size_t width,
              struct output *output)
{
	for (size_t first = 0; first < map->count; first += columns)
		draw_row(map, first,
		         map->count - first < columns ? map->count - first
		                                      : columns,
		         output);
	draw_legend(map, width, output);
}
