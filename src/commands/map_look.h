/* A whole segment in a few hundred cells: what seems to be in each. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/content.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;
struct side;

enum {
	/* behind those of content.h: pages that nobody touched */
	MAP_UNTOUCHED = CONTENT_COUNT,
	MAP_CLASSES
};

enum {
	MAP_CELLS = 2048,
	MAP_CELL_LEAST = 16, /* bytes of a cell */
	MAP_SAMPLES = 16,    /* pages of a cell that are read */
	MAP_STRETCHES = 64   /* of pages, in a cell, that are told apart */
};

struct map {
	uint64_t size; /* of the segment */
	uint64_t cell; /* bytes of a cell, a power of two; the last may be
	                  shorter */
	size_t count;  /* of the cells */
	bool sampled;  /* not all pages were looked at */
	uint64_t bytes[MAP_CLASSES]; /* of each class; estimated if sampled */
	unsigned char classes[MAP_CELLS];
};

/* Looks at all of SIDE, a segment that is open from its beginning, in at most
 * MOST cells. False when that failed, which was said. */
bool map_look(struct session *session, struct side *side, size_t most,
              struct map *map);
