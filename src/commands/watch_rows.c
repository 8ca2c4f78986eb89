/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_rows.h"

#include <stdlib.h>
#include <string.h>

bool watch_rows_begin(struct watch_rows *rows, size_t room, uint64_t total)
{
	watch_rows_finish(rows);
	rows->count = total < room ? (size_t)total : room;
	rows->items =
		calloc(rows->count ? rows->count : 1, sizeof(*rows->items));
	if (!rows->items)
		return false;
	for (size_t i = 0; i < rows->count; i++)
		rows->items[i].index = i;
	return true;
}

/* Where the row INDEX is, or would have to be. */
static size_t find(const struct watch_rows *rows, uint64_t index)
{
	size_t at = 0;

	while (at < rows->count && rows->items[at].index < index)
		at++;
	return at;
}

/* The one that is missed least: of rows that changed at the same time the
 * last. */
static size_t find_oldest(const struct watch_rows *rows)
{
	size_t oldest = 0;

	for (size_t i = 1; i < rows->count; i++)
		if (rows->items[i].changed <= rows->items[oldest].changed)
			oldest = i;
	return oldest;
}

/* Puts the row INDEX at AT, where the one at OLD was in the way. */
static struct watch_row *replace(struct watch_rows *rows, size_t old, size_t at,
                                 uint64_t index)
{
	struct watch_row *items = rows->items;

	if (old < at)
		memmove(items + old, items + old + 1,
		        (--at - old) * sizeof(*items));
	else
		memmove(items + at + 1, items + at,
		        (old - at) * sizeof(*items));
	items[at] = (struct watch_row){ .index = index };
	return &items[at];
}

void watch_rows_change(struct watch_rows *rows, uint64_t index, size_t cell,
                       uint64_t time)
{
	size_t at = find(rows, index);
	struct watch_row *row = &rows->items[at];
	size_t oldest;

	if (rows->count == 0)
		return;
	if (at == rows->count || row->index != index) {
		oldest = find_oldest(rows);
		if (rows->items[oldest].changed == time)
			return;
		row = replace(rows, oldest, at, index);
	}
	row->changed = time;
	row->cells[cell] = time;
}

/* A change as it was told. */
struct told {
	uint64_t cell; /* in the range */
	uint64_t time;
};

static int compare_times(const void *left, const void *right)
{
	const struct told *a = left;
	const struct told *b = right;

	return (a->time > b->time) - (a->time < b->time);
}

/* The last change of every cell, in the order of time; how many. */
static size_t collect(const struct watch_rows *rows, size_t cells,
                      struct told *told)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		for (size_t j = 0; j < cells; j++)
			if (rows->items[i].cells[j] > 0)
				told[count++] = (struct told){
					rows->items[i].index * cells + j,
					rows->items[i].cells[j]
				};
	qsort(told, count, sizeof(*told), compare_times);
	return count;
}

bool watch_rows_again(struct watch_rows *rows, size_t room, uint64_t total,
                      size_t before, size_t cells)
{
	struct told *told = malloc((rows->count * before + 1) * sizeof(*told));
	size_t count = told ? collect(rows, before, told) : 0;
	bool good = told && watch_rows_begin(rows, room, total);

	for (size_t i = 0; good && i < count; i++)
		watch_rows_change(rows, told[i].cell / cells,
		                  (size_t)(told[i].cell % cells), told[i].time);
	free(told);
	return good;
}

void watch_rows_finish(struct watch_rows *rows)
{
	free(rows->items);
	rows->items = NULL;
	rows->count = 0;
}
