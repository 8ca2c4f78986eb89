/* The search against one that compares at every place. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/search.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST = 5000
};

static unsigned state = 1;

static unsigned chance(unsigned below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

static size_t expected[MOST];
static size_t places[MOST];

static size_t search_naively(const unsigned char *pattern, size_t size,
                             const unsigned char *data, size_t length,
                             size_t from, size_t room)
{
	size_t count = 0;

	while (count < room && from + size <= length) {
		if (memcmp(data + from, pattern, size) == 0) {
			expected[count++] = from;
			from += size;
		} else {
			from++;
		}
	}
	return count;
}

typedef size_t searcher(const struct search *search, const void *data,
                        size_t length, size_t *from, size_t *places,
                        size_t room);

static bool agrees(searcher *way, const struct search *search,
                   const unsigned char *data, size_t length, size_t from,
                   size_t room, size_t count)
{
	size_t at = from;
	size_t behind = count ? expected[count - 1] + search->length : from;
	bool good;

	good = way(search, data, length, &at, places, room) == count &&
	       at == behind &&
	       memcmp(places, expected, count * sizeof(*places)) == 0;
	at = from;
	return good && way(search, data, length, &at, NULL, room) == count &&
	       at == behind;
}

/* Both ways, in memory of exactly that size. */
static bool is_right(const unsigned char *pattern, size_t size,
                     const unsigned char *data, size_t length, size_t from)
{
	size_t rooms[] = { 1, 3, SIZE_MAX };
	unsigned char *exact = malloc(length + 1);
	struct search search;
	bool good = true;

	if (!exact)
		abort();
	memcpy(exact + 1, data, length);
	search_prepare(&search, pattern, size);
	for (size_t i = 0; i < 3; i++) {
		size_t count = search_naively(pattern, size, data, length, from,
		                              rooms[i]);

		good &= agrees(search_data, &search, exact + 1, length, from,
		               rooms[i], count) &&
		        agrees(search_data_plain, &search, exact + 1, length,
		               from, rooms[i], count);
	}
	free(exact);
	return good;
}

static unsigned char data[MOST];

/* Fills the data with LETTERS different bytes, some of it repeated. */
static void fill(unsigned letters, size_t length)
{
	static const unsigned char usual[] = { 0, 'a', 0xff, 1, 'Z', ' ' };
	size_t period = 1 + chance(80);

	for (size_t i = 0; i < length; i++) {
		if (i >= period && chance(16) && letters < 4)
			data[i] = data[i - period];
		else if (letters <= sizeof(usual))
			data[i] = usual[chance(letters)];
		else
			data[i] = (unsigned char)chance(letters);
	}
}

/* Patterns out of the data, some of them changed in a byte. */
static void random_check(unsigned letters)
{
	unsigned wrong = 0;

	for (unsigned round = 0; round < 3000; round++) {
		size_t length = 1 + chance(round % 10 ? 400 : MOST);
		size_t size = 1 + chance(chance(4) ? 12 : 300);
		unsigned char pattern[300];
		size_t at;

		fill(letters, length);
		size = size < length ? size : length;
		at = chance((unsigned)(length - size + 1));
		memcpy(pattern, data + at, size);
		if (chance(3) == 0)
			pattern[chance((unsigned)size)] =
				(unsigned char)chance(256);
		wrong += !is_right(pattern, size, data, length,
		                   chance(2) ? 0 : chance((unsigned)length));
	}
	check(wrong == 0, "patterns out of data of %u letters", letters);
}

/* Those that cost the most. */
static void nasty_check(void)
{
	static unsigned char pattern[2000];

	memset(data, 0, MOST);
	check(is_right(pattern, 1, data, MOST, 0) &&
	              is_right(pattern, 2, data, MOST, 0) &&
	              is_right(pattern, 7, data, MOST, 1) &&
	              is_right(pattern, 2000, data, MOST, 0),
	      "zeros in zeros");
	pattern[1999] = 1;
	check(is_right(pattern, 2000, data, MOST, 0), "all but the last byte");
	memset(pattern, 0, sizeof(pattern));
	for (size_t i = 1998; i < MOST; i += 1999)
		data[i] = 1;
	check(is_right(pattern, 2000, data, MOST, 0) &&
	              is_right(pattern, 1000, data, MOST, 0),
	      "zeros in runs that are too short by one");
	for (size_t i = 0; i < MOST; i++)
		data[i] = i % 2 ? 'b' : 'a';
	memcpy(pattern, data, 1000);
	pattern[998] = 'b';
	check(is_right(pattern, 1000, data, MOST, 0),
	      "a long pattern that nearly stands everywhere");
	pattern[998] = 'a';
	check(is_right(pattern, 1000, data, MOST, 3), "and one that does");
}

static void edge_check(void)
{
	memcpy(data, "abcabc", 6);
	check(is_right((const unsigned char *)"abcabcd", 7, data, 6, 0),
	      "a pattern that is longer than the data");
	check(is_right((const unsigned char *)"abcabc", 6, data, 6, 0),
	      "one that is all of it");
	check(is_right((const unsigned char *)"abc", 3, data, 6, 4) &&
	              is_right((const unsigned char *)"c", 1, data, 6, 6),
	      "from where it no longer fits");
	check(is_right((const unsigned char *)"c", 1, data, 0, 0), "nothing");
}

int main(void)
{
	static const unsigned letters[] = { 1, 2, 3, 6, 256 };

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		random_check(letters[i]);
	nasty_check();
	edge_check();
	return plan();
}
