/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/finder.h"

#include <stdlib.h>
#include <string.h>

enum {
	AT_ONCE = 256
};

bool finder_begin(struct finder *finder, const void *pattern, size_t length,
                  uint64_t limit)
{
	search_prepare(&finder->search, pattern, length);
	finder->limit = limit;
	finder->free = finder->offset;
	finder->of_zeros =
		finder->search.uniform && *finder->search.pattern == 0;
	finder->seam = malloc(2 * length);
	return finder->seam;
}

void finder_end(struct finder *finder)
{
	free(finder->seam);
	finder->seam = NULL;
}

static uint64_t least(uint64_t left, uint64_t right)
{
	return left < right ? left : right;
}

/* COUNT more that were only counted, the first of them at OFFSET. */
static bool add(struct finder *finder, uint64_t offset, uint64_t count)
{
	if (finder->count == 0 && count > 0)
		finder->first = offset;
	finder->count += count;
	return finder->count < finder->limit;
}

static bool tell(struct finder *finder, uint64_t offset)
{
	bool goes_on = add(finder, offset, 1);

	return finder->taker(finder->context, offset) && goes_on;
}

/* The places of matches in LENGTH bytes that stand at OFFSET. */
static bool tell_data(struct finder *finder, const void *bytes, size_t length,
                      uint64_t offset)
{
	size_t from = finder->free > offset ? finder->free - offset : 0;
	size_t places[AT_ONCE];
	bool goes_on = true;
	size_t count;

	do {
		count = search_data(
			&finder->search, bytes, length, &from, places,
			least(AT_ONCE, finder->limit - finder->count));
		for (size_t i = 0; i < count && goes_on; i++)
			goes_on = tell(finder, offset + places[i]);
		if (count > 0)
			finder->free = offset + from;
	} while (count > 0 && goes_on);
	return goes_on;
}

static bool count_data(struct finder *finder, const void *bytes, size_t length,
                       uint64_t offset)
{
	size_t start = finder->free > offset ? finder->free - offset : 0;
	size_t from = start;
	size_t place = 0;
	size_t count;

	/* where the first one is must be known */
	if (finder->count == 0 &&
	    search_data(&finder->search, bytes, length, &from, &place, 1) == 0)
		return true;
	from = start;
	count = search_data(&finder->search, bytes, length, &from, NULL,
	                    finder->limit - finder->count);
	if (count > 0)
		finder->free = offset + from;
	return add(finder, offset + place, count);
}

static bool look_in_data(struct finder *finder, const void *bytes,
                         size_t length, uint64_t offset)
{
	return finder->taker ? tell_data(finder, bytes, length, offset)
	                     : count_data(finder, bytes, length, offset);
}

/* LENGTH zeros: only zeros match in there, and where is known. */
static bool look_in_zeros(struct finder *finder, uint64_t length)
{
	uint64_t from =
		finder->free > finder->offset ? finder->free : finder->offset;
	uint64_t end = finder->offset + length;
	uint64_t size = finder->search.length;
	uint64_t count;

	if (!finder->of_zeros || from >= end || end - from < size)
		return true;
	count = least((end - from) / size, finder->limit - finder->count);
	finder->free = from + count * size;
	if (!finder->taker)
		return add(finder, from, count);
	while (count-- > 0) {
		if (!tell(finder, from))
			return false;
		from += size;
	}
	return true;
}

/* Adds LENGTH bytes to those that were kept. */
static void add_to_seam(struct finder *finder, const char *bytes, size_t length)
{
	if (bytes)
		memcpy(finder->seam + finder->kept, bytes, length);
	else
		memset(finder->seam + finder->kept, 0, length);
}

/* Matches that begin in what was kept and end in the new piece. */
static bool look_at_seam(struct finder *finder, const char *bytes,
                         uint64_t length)
{
	size_t most = finder->search.length - 1;
	size_t added = least(length, most);

	if (finder->kept == 0)
		return true;
	add_to_seam(finder, bytes, added);
	return look_in_data(finder, finder->seam, finder->kept + added,
	                    finder->offset - finder->kept);
}

/* Keeps the last bytes, with which a match may begin. */
static void keep(struct finder *finder, const char *bytes, uint64_t length)
{
	size_t most = finder->search.length - 1;
	size_t stays;

	if (length >= most) {
		finder->kept = 0;
		add_to_seam(finder, bytes ? bytes + length - most : NULL, most);
		finder->kept = most;
		return;
	}
	stays = least(finder->kept, most - length);
	memmove(finder->seam, finder->seam + finder->kept - stays, stays);
	finder->kept = stays;
	add_to_seam(finder, bytes, length);
	finder->kept += length;
}

bool finder_feed(struct finder *finder, const char *bytes, uint64_t length)
{
	if (!look_at_seam(finder, bytes, length))
		return false;
	if (bytes ? !look_in_data(finder, bytes, length, finder->offset)
	          : !look_in_zeros(finder, length))
		return false;
	keep(finder, bytes, length);
	finder->offset += length;
	return true;
}
