/* A run of bytes as a user gives it, to fill memory with: text, bytes in hex,
 * or a value of a type. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"

#include <stdbool.h>
#include <stddef.h>

/* How TEXT is meant; TYPE is NULL unless it is a value. */
struct pattern {
	const char *text; /* TEXT[LENGTH] is NUL */
	size_t length;
	bool hex;
	const struct value_type *type;
};

/* The number of bytes that it comes to. */
size_t pattern_size(const struct pattern *pattern);

/* Writes them; complains, as of the operand NAME, of what is none. */
bool pattern_read(const char *name, const struct pattern *pattern, char *bytes,
                  struct complaint *complaint);

/* Writes BYTES, LENGTH of them and not 0, into ROOM as often as it holds them
 * whole; returns how much of ROOM that takes. */
size_t pattern_repeat(const char *bytes, size_t length, char *room,
                      size_t size);

/* Are LENGTH bytes all zero? */
bool pattern_is_zero(const char *bytes, size_t length);
