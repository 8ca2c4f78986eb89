/* The picture that map shows. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct map;
struct output;

enum {
	MAP_ROWS = 16 /* at most */
};

/* How many cells go into a row of a picture that is WIDTH columns wide. */
size_t map_columns(size_t width);

/* Draws MAP in rows of COLUMNS cells, with a legend below that keeps to WIDTH.
 */
void map_draw(const struct map *map, size_t columns, size_t width,
              struct output *output);

/* The classes as they are told, those that mean the least first. */
extern const unsigned char map_order[];

/* What a class is called. */
const char *map_class_name(unsigned sort);
