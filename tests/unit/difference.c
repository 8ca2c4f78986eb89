/* Differences against those that are counted byte by byte. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/difference.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST = 20000
};

static unsigned state = 1;

static unsigned chance(unsigned below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

typedef size_t counting(const void *left, const void *right, size_t length,
                        size_t *first);

static bool is_right(counting *count, const unsigned char *left,
                     const unsigned char *right, size_t length)
{
	size_t expected_first = 12345678;
	size_t first = 12345678;
	size_t expected = 0;

	for (size_t i = length; i-- > 0;) {
		if (left[i] != right[i])
			expected_first = i;
		expected += left[i] != right[i];
	}
	return count(left, right, length, &first) == expected &&
	       first == expected_first;
}

/* One byte in SPARSE differs. */
static void random_check(unsigned sparse)
{
	unsigned wrong = 0;

	for (unsigned round = 0; round < 200; round++) {
		size_t length = chance(chance(2) ? 100 : MOST);
		unsigned char *left = malloc(length + 1);
		unsigned char *right = malloc(length + 1);

		if (!left || !right)
			abort();
		for (size_t i = 0; i < length; i++) {
			left[i] = (unsigned char)chance(256);
			right[i] = left[i];
			if (sparse && chance(sparse) == 0)
				right[i] = (unsigned char)chance(256);
		}
		wrong += !is_right(difference_count, left, right, length) ||
		         !is_right(difference_count_plain, left, right, length);
		free(left);
		free(right);
	}
	check(wrong == 0, "one byte in %u", sparse);
}

int main(void)
{
	static const unsigned sparse[] = { 0, 1, 2, 100, 10000 };

	for (size_t i = 0; i < sizeof(sparse) / sizeof(sparse[0]); i++)
		random_check(sparse[i]);
	return plan();
}
