/* Searches through pieces and holes against one through all at once. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/finder.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST = 600,
	FAR = 1000000 /* where the data stand */
};

static unsigned state = 1;

static unsigned chance(unsigned below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

static char data[MOST];
static uint64_t expected[MOST];
static uint64_t found[MOST];
static size_t found_count;

static size_t search_naively(const char *pattern, size_t size, size_t length)
{
	size_t count = 0;

	for (size_t at = 0; at + size <= length;) {
		bool stands = memcmp(data + at, pattern, size) == 0;

		if (stands)
			expected[count++] = FAR + at;
		at += stands ? size : 1;
	}
	return count;
}

static bool take(void *context, uint64_t offset)
{
	(void)context;
	found[found_count++] = offset;
	return true;
}

static bool is_zero(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i])
			return false;
	return true;
}

/* Feeds the data in pieces; zeros often as holes. */
static void feed(struct finder *finder, size_t length)
{
	size_t most = 1 + chance(chance(2) ? 20 : MOST);
	size_t at = 0;

	while (at < length) {
		size_t piece = 1 + chance((unsigned)most);
		bool hole;

		piece = piece < length - at ? piece : length - at;
		hole = is_zero(data + at, piece) && chance(4);
		if (!finder_feed(finder, hole ? NULL : data + at, piece))
			return;
		at += piece;
	}
}

static bool agrees(const char *pattern, size_t size, size_t length,
                   uint64_t limit, bool counts)
{
	size_t count = search_naively(pattern, size, length);
	struct finder finder = { .taker = counts ? NULL : take, .offset = FAR };
	bool good;

	count = count < limit ? count : limit;
	found_count = 0;
	if (!finder_begin(&finder, pattern, size, limit))
		abort();
	feed(&finder, length);
	good = finder.count == count &&
	       (count == 0 || finder.first == expected[0]);
	finder_end(&finder);
	return good && (counts ||
	                (found_count == count &&
	                 memcmp(found, expected, count * sizeof(*found)) == 0));
}

static void random_check(unsigned zeros)
{
	unsigned wrong = 0;

	for (unsigned round = 0; round < 5000; round++) {
		size_t length = 1 + chance(MOST);
		size_t size = 1 + chance(chance(4) ? 5 : 100);
		uint64_t limit = chance(2) ? UINT64_MAX : 1 + chance(5);
		size_t run = 0;

		for (size_t i = 0; i < length; i++) {
			if (run == 0 && chance(8) == 0)
				run = chance(zeros);
			data[i] = (char)(run > 0 ? 0 : chance(3));
			run -= run > 0;
		}
		size = size < length ? size : length;
		wrong += !agrees(data + chance((unsigned)(length - size + 1)),
		                 size, length, limit, chance(2));
	}
	check(wrong == 0, "pieces with up to %u zeros in a row", zeros);
}

/* Far more zeros than could be looked at. */
static void hole_check(void)
{
	struct finder finder = { .offset = 5 };

	finder_begin(&finder, "\0\0\0", 3, UINT64_MAX);
	finder_feed(&finder, "a\0", 2);
	finder_feed(&finder, NULL, UINT64_C(1) << 60);
	finder_feed(&finder, "\0\0b", 3);
	check(finder.count == ((UINT64_C(1) << 60) + 3) / 3 &&
	              finder.first == 6,
	      "zeros in a hole of 2^60 bytes");
	finder_end(&finder);
	found_count = 0;
	finder = (struct finder){ .taker = take };
	finder_begin(&finder, "\0\0\0", 3, 4);
	check(!finder_feed(&finder, NULL, UINT64_C(1) << 60) &&
	              found_count == 4 && found[3] == 9,
	      "the first four of them");
	finder_end(&finder);
}

int main(void)
{
	static const unsigned zeros[] = { 1, 4, 30, 500 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		random_check(zeros[i]);
	hole_check();
	return plan();
}
