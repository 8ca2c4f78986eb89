/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/map_look.h"

#include "session/report.h"
#include "session/session.h"
#include "session/side.h"

#include <inttypes.h>
#include <string.h>

enum {
	PAGE = 4096 /* bytes that are judged together */
};

/* What is there in one cell. */
struct cell {
	uint64_t at;
	uint64_t length;
	struct stretch {
		uint64_t at;
		uint64_t length;
	} stretches[MAP_STRETCHES];
	size_t count;
	uint64_t present; /* bytes of the stretches */
	uint64_t seen;    /* bytes up to the end of the last */
	uint64_t bytes[MAP_CLASSES];
};

/* Finds the stretches that are there. */
static void find_stretches(struct side *side, struct cell *cell)
{
	while (cell->seen < cell->length && cell->count < MAP_STRETCHES) {
		uint64_t at = cell->at + cell->seen;
		bool hole;
		uint64_t length = side_stretch(
			side, at, cell->length - cell->seen, &hole);

		if (!hole) {
			cell->stretches[cell->count++] =
				(struct stretch){ at, length };
			cell->present += length;
		}
		cell->seen += length;
	}
}

/* The part of a stretch at byte AT of all of them, PAGE bytes or what is left
 * of it. */
static struct stretch find_part(const struct cell *cell, uint64_t at)
{
	const struct stretch *stretch = cell->stretches;
	struct stretch part;

	for (; at >= stretch->length; stretch++)
		at -= stretch->length;
	part.at = stretch->at + at;
	part.length = stretch->length - at;
	if (part.length > PAGE)
		part.length = PAGE;
	return part;
}

/* Reads COUNT parts, evenly spread, each for its share of what is there. */
static bool judge(struct side *side, struct cell *cell, uint64_t parts,
                  uint64_t count)
{
	unsigned char bytes[PAGE];
	uint64_t judged = 0;

	for (uint64_t i = 0; i < count; i++) {
		struct stretch part = find_part(cell, i * parts / count * PAGE);
		uint64_t end = cell->present * (i + 1) / count;

		if (!side_read(side, part.at, (char *)bytes, part.length))
			return false;
		cell->bytes[content_of(bytes, part.length)] += end - judged;
		judged = end;
	}
	return true;
}

/* What was seen of a cell stands for the rest of it. */
static void extend(struct cell *cell)
{
	uint64_t sum = 0;

	cell->bytes[MAP_UNTOUCHED] = cell->seen - cell->present;
	for (size_t i = 0; i < MAP_CLASSES; i++) {
		cell->bytes[i] =
			(uint64_t)((double)cell->bytes[i] *
		                   (double)cell->length / (double)cell->seen);
		sum += cell->bytes[i];
	}
	cell->bytes[MAP_UNTOUCHED] += cell->length - sum;
}

/* What is shown of it: the most of what is not zero, if anything is. */
static unsigned char class_of(const struct cell *cell)
{
	unsigned char sort = CONTENT_TEXT;

	if (cell->present == 0)
		return MAP_UNTOUCHED;
	for (unsigned i = sort; i < CONTENT_COUNT; i++)
		if (cell->bytes[i] > cell->bytes[sort])
			sort = (unsigned char)i;
	return cell->bytes[sort] ? sort : CONTENT_ZERO;
}

static bool look_at_cell(struct side *side, struct map *map, size_t index)
{
	struct cell cell = { .at = index * map->cell };
	uint64_t parts;
	uint64_t count;

	cell.length = map->size - cell.at < map->cell ? map->size - cell.at
	                                              : map->cell;
	find_stretches(side, &cell);
	parts = (cell.present + PAGE - 1) / PAGE;
	count = parts < MAP_SAMPLES ? parts : MAP_SAMPLES;
	if (count > 0 && !judge(side, &cell, parts, count))
		return false;
	map->sampled |= count < parts || cell.seen < cell.length;
	extend(&cell);
	map->classes[index] = class_of(&cell);
	for (size_t i = 0; i < MAP_CLASSES; i++)
		map->bytes[i] += cell.bytes[i];
	return true;
}

bool map_look(struct session *session, struct side *side, size_t most,
              struct map *map)
{
	*map = (struct map){ .size = side->length, .cell = MAP_CELL_LEAST };
	while ((map->size - 1) / map->cell >= most)
		map->cell *= 2;
	map->count = (size_t)((map->size - 1) / map->cell + 1);
	for (size_t i = 0; i < map->count; i++) {
		if (!look_at_cell(side, map, i))
			return false;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            i * map->cell, map->size);
	}
	return true;
}
