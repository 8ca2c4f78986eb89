/* Reals as text and back, always with C's decimal point. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum real_kind {
	REAL_FLOAT,
	REAL_DOUBLE,
	REAL_LONG_DOUBLE,
};

enum real_error {
	REAL_GOOD,
	REAL_MALFORMED, /* not a number, or junk around it */
	REAL_TOO_LARGE,
};

/* How printf shows a real; CONVERSION is one of a, e, f and g. */
struct real_style {
	enum real_kind kind;
	char conversion;
	bool alternate; /* # */
	int precision;  /* negative: the conversion's own */
};

/* No long double has more digits behind its point, not even 128 bits wide. */
#define REAL_DIGITS        16500
#define REAL_ROOM          (REAL_DIGITS + 4933 + 20)
#define REAL_SHORTEST_ROOM 80

/* TEXT[LENGTH] must be NUL. The value is rounded once, to KIND. */
enum real_error real_parse(const char *text, size_t length, enum real_kind kind,
                           long double *value);

/* Writes VALUE without a NUL meant to be used; returns the length. */
size_t real_print(char *out /* REAL_ROOM */, const struct real_style *style,
                  long double value);

/* The fewest digits that read back as the same VALUE of KIND. */
size_t real_shortest(char *out /* REAL_SHORTEST_ROOM */, enum real_kind kind,
                     long double value);
