/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/changes.h"

#include <string.h>

enum {
	BLOCK = 256 /* most of them are equal: memcmp is the quickest */
};

static size_t first_difference(const struct changes *changes, size_t at)
{
	const unsigned char *before = changes->before;
	const unsigned char *now = changes->now;

	while (changes->length - at >= BLOCK &&
	       memcmp(before + at, now + at, BLOCK) == 0)
		at += BLOCK;
	while (at < changes->length && before[at] == now[at])
		at++;
	return at;
}

/* Up to the last difference with fewer than CHANGES_GAP equal bytes before. */
static size_t run_length(const struct changes *changes, size_t from)
{
	size_t row_end = (from / CHANGES_ROW + 1) * CHANGES_ROW;
	size_t end = row_end < changes->length ? row_end : changes->length;
	size_t last = from;

	for (size_t i = from + 1; i < end && i - last <= CHANGES_GAP; i++)
		if (changes->before[i] != changes->now[i])
			last = i;
	return last - from + 1;
}

size_t changes_next(const struct changes *changes, size_t *at)
{
	*at = first_difference(changes, *at);
	if (*at >= changes->length)
		return 0;
	if (changes->unit == 0)
		return run_length(changes, *at);
	*at = *at / changes->unit * changes->unit;
	return changes->unit;
}
