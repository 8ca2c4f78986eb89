/* Runs of bytes against those that are found byte by byte. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/runs.h"

#include "check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST = 4000
};

static unsigned state = 1;

static unsigned chance(unsigned below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

static unsigned char data[MOST];
static struct run expected[MOST];
static struct run found[MOST];

static bool is_in(const struct run_bytes *bytes, unsigned char byte)
{
	if (bytes == &run_text)
		return isprint(byte) || byte == '\t';
	return byte == bytes->low;
}

static size_t find_naively(const struct run_bytes *bytes, size_t length,
                           size_t from, size_t least)
{
	size_t count = 0;

	while (from < length) {
		size_t end = from;

		while (end < length && is_in(bytes, data[end]))
			end++;
		if (end > from && (end - from >= least || end == length))
			expected[count++] = (struct run){ from, end - from };
		from = end + 1;
	}
	return count;
}

static size_t count_first(const struct run_bytes *bytes, size_t length)
{
	size_t count = 0;

	while (count < length && is_in(bytes, data[count]))
		count++;
	return count;
}

typedef size_t finding(const struct run_bytes *bytes, const void *data,
                       size_t length, size_t *from, size_t least,
                       struct run *found, size_t room);

/* All of them, ROOM at a time. */
static bool agrees(finding *find, const struct run_bytes *bytes,
                   const unsigned char *exact, size_t length, size_t from,
                   size_t least, size_t room)
{
	size_t count = find_naively(bytes, length, from, least);
	size_t total = 0;
	size_t now;

	do {
		now = find(bytes, exact, length, &from, least, found + total,
		           room);
		total += now;
	} while (now > 0 && total <= count);
	return total == count && from == length &&
	       memcmp(found, expected, count * sizeof(*found)) == 0;
}

static bool is_right(const struct run_bytes *bytes, size_t length)
{
	unsigned char *exact = malloc(length + 1);
	size_t least = 1 + chance(chance(2) ? 6 : 100);
	size_t from = chance(2) ? 0 : chance((unsigned)length + 1);
	size_t room = 1 + chance(chance(2) ? 4 : 200);
	bool good;

	if (!exact)
		abort();
	memcpy(exact + 1, data, length);
	good = agrees(runs_find, bytes, exact + 1, length, from, least, room) &&
	       agrees(runs_find_plain, bytes, exact + 1, length, from, least,
	              room);
	good &= run_length(bytes, exact + 1, length) ==
	        count_first(bytes, length);
	free(exact);
	return good;
}

/* Runs of up to LONGEST bytes between others of up to 9. */
static void random_check(const struct run_bytes *bytes, unsigned longest)
{
	unsigned wrong = 0;

	for (unsigned round = 0; round < 3000; round++) {
		size_t length = chance(round % 10 ? 500 : MOST);
		size_t left = 0;
		bool in = false;

		for (size_t i = 0; i < length; i++) {
			if (left-- == 0) {
				in = !in;
				left = chance(in ? longest : 9);
			}
			do
				data[i] = (unsigned char)(bytes == &run_text
				                                  ? chance(256)
				                                  : chance(3));
			while (is_in(bytes, data[i]) != in);
		}
		wrong += !is_right(bytes, length);
	}
	check(wrong == 0, "%s of up to %u bytes",
	      bytes == &run_text ? "text" : "zeros", longest);
}

static void bytes_check(void)
{
	unsigned wrong = 0;

	for (unsigned byte = 0; byte < 256; byte++) {
		size_t from = 0;

		memset(data, 0, 100);
		data[30] = (unsigned char)byte;
		wrong += runs_find(&run_text, data, 100, &from, 1, found, 90) !=
		         (isprint((int)byte) || byte == '\t');
	}
	check(wrong == 0, "each byte that is text, and no other, is a run");
}

int main(void)
{
	static const struct run_bytes zeros = { 0, 0, 0 };
	static const unsigned longest[] = { 1, 4, 9, 70, 700 };

	for (size_t i = 0; i < sizeof(longest) / sizeof(longest[0]); i++) {
		random_check(&run_text, longest[i]);
		random_check(&zeros, longest[i]);
	}
	bytes_check();
	return plan();
}
