/*
 * Which rows of a long range stand on a short screen: those that changed last;
 * before there are any, the first ones.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WATCH_CELLS = 16 /* of a row, at most */
};

struct watch_row {
	uint64_t index;              /* in the range */
	uint64_t changed;            /* the time of its last change; 0: never */
	uint64_t cells[WATCH_CELLS]; /* the same of each cell */
};

/* Sorted by index; zeroed before its first use. */
struct watch_rows {
	struct watch_row *items;
	size_t count;
};

/* As many of the TOTAL rows as fit into ROOM; false when memory is out. */
bool watch_rows_begin(struct watch_rows *rows, size_t room, uint64_t total);

/*
 * The same with rows of CELLS cells each instead of BEFORE: those that changed
 * last before are there again.
 */
bool watch_rows_again(struct watch_rows *rows, size_t room, uint64_t total,
                      size_t before, size_t cells);

/*
 * CELL of the row INDEX changed at TIME, which is not 0 and never less than
 * before. A row that is not there takes the place of the one that changed the
 * longest time ago; if all changed at TIME it is not shown.
 */
void watch_rows_change(struct watch_rows *rows, uint64_t index, size_t cell,
                       uint64_t time);

void watch_rows_finish(struct watch_rows *rows);
