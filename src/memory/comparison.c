/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/comparison.h"

#include <string.h>

enum {
	LESS = 1u << VALUE_LESS,
	EQUAL = 1u << VALUE_EQUAL,
	GREATER = 1u << VALUE_GREATER,
	UNORDERED = 1u << VALUE_UNORDERED,
};

static const struct comparison comparisons[] = {
	{ "eq", EQUAL },   { "ne", LESS | GREATER | UNORDERED },
	{ "lt", LESS },    { "le", LESS | EQUAL },
	{ "gt", GREATER }, { "ge", GREATER | EQUAL },
};

const struct comparison *comparison_find(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]);
	     i++)
		if (strlen(comparisons[i].name) == length &&
		    memcmp(comparisons[i].name, text, length) == 0)
			return &comparisons[i];
	return NULL;
}
