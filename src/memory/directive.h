/* What the % directives of printf and scanf have in common. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum directive_size {
	DIRECTIVE_PLAIN,
	DIRECTIVE_HH,
	DIRECTIVE_H,
	DIRECTIVE_L,
	DIRECTIVE_LL,
	DIRECTIVE_J,
	DIRECTIVE_Z,
	DIRECTIVE_T,
	DIRECTIVE_LONG_DOUBLE, /* L */
};

/* TEXT points into the format, at the %; LENGTH reaches to the conversion. */
struct directive {
	const char *text;
	size_t length;
	enum directive_size size;
	char conversion;
};

/* Reads digits at *POSITION; false with a complaint when over INT_MAX. */
bool directive_number(const struct directive *directive, const char **position,
                      const char *end, int *number,
                      struct complaint *complaint);

/*
 * Reads the size and the conversion, one of CONVERSIONS, at POSITION, and sets
 * the directive's length.
 */
bool directive_finish(struct directive *directive, const char *position,
                      const char *end, const char *conversions,
                      struct complaint *complaint);

/* Says what is wrong with a directive as far as it was read. */
bool directive_complain(const struct directive *directive, const char *reason,
                        struct complaint *complaint);

/* Whether the conversion is a signed integer's, an unsigned one's, a real's. */
bool directive_is_signed(const struct directive *directive);
bool directive_is_unsigned(const struct directive *directive);
bool directive_is_real(const struct directive *directive);

/* The range of the integer that the directive stands for. */
int64_t directive_least(const struct directive *directive);
uint64_t directive_most(const struct directive *directive);

/* Refuses a format with a NUL in it, which C could not hold. */
bool directive_no_nul(const char *format, size_t length,
                      struct complaint *complaint);
