/* eq ne lt le gt ge: how a value is to stand to another one. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/value.h"

#include <stdbool.h>
#include <stddef.h>

struct comparison {
	const char *name;
	unsigned orders; /* a bit for each enum value_order that is right */
};

/* NULL when TEXT is none of them. */
const struct comparison *comparison_find(const char *text, size_t length);

/* As in C, a NaN is ne to all and to itself, and nothing else. */
static inline bool comparison_holds(const struct comparison *comparison,
                                    enum value_order order)
{
	return comparison->orders & 1u << order;
}
