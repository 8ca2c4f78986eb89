/* A word as the value that a printf directive wants, or a complaint. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"
#include "memory/format_directive.h"
#include "text/utf8.h"

#include <stdint.h>

/* What the conversion shows; the members it does not use are unset. */
struct format_value {
	uint64_t magnitude;
	bool negative;
	long double real;
	char character[UTF8_LONGEST]; /* what %c and %lc show */
	const char *text;             /* of %s and %ls */
	size_t length;                /* of the character or the text */
};

/* ORDINAL is the argument's number, from 1, for the complaint. */
bool format_argument_read(const struct directive *directive,
                          const struct word *word, size_t ordinal,
                          struct format_value *value,
                          struct complaint *complaint);

/* A width or precision out of an argument. */
bool format_argument_amount(const struct directive *directive,
                            const struct word *word, size_t ordinal,
                            int *amount, struct complaint *complaint);
