/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/near.h"

#include <string.h>

enum {
	LONGEST = 32
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Edit distance with swaps of neighbours; rows of the usual table. */
static unsigned distance(const char *word, size_t word_length,
                         const char *typed, size_t length)
{
	unsigned rows[3][LONGEST + 1];

	for (unsigned j = 0; j <= length; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= word_length; i++) {
		unsigned *row = rows[i % 3];
		const unsigned *above = rows[(i + 2) % 3];
		const unsigned *swapped = rows[(i + 1) % 3];

		row[0] = i;
		for (unsigned j = 1; j <= length; j++) {
			unsigned wrong = word[i - 1] != typed[j - 1];

			row[j] = least(above[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], above[j - 1] + wrong);
			if (i > 1 && j > 1 && word[i - 1] == typed[j - 2] &&
			    word[i - 2] == typed[j - 1])
				row[j] = least(row[j], swapped[j - 2] + 1);
		}
	}
	return rows[word_length % 3][length];
}

bool near_enough(const char *word, const char *typed, size_t length)
{
	size_t word_length = strlen(word);
	unsigned most = length < 4 ? 1 : 2;

	if (length == 0 || length > LONGEST || word_length > LONGEST)
		return false;
	return distance(word, word_length, typed, length) <= most;
}
