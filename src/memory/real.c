/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/real.h"

#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Line editing sets the user's locale, whose decimal point may be a comma. */
static locale_t locale_enter(void)
{
	static locale_t c_locale;

	if (!c_locale)
		c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	return uselocale(c_locale);
}

static long double value_read(const char *text, char **end, enum real_kind kind)
{
	switch (kind) {
	case REAL_FLOAT:
		return strtof(text, end);
	case REAL_DOUBLE:
		return strtod(text, end);
	default:
		return strtold(text, end);
	}
}

enum real_error real_parse(const char *text, size_t length, enum real_kind kind,
                           long double *value)
{
	locale_t before;
	char *end;
	int error;

	/* strtod skips blanks */
	if (length == 0 || strchr(" \t\n\v\f\r", *text))
		return REAL_MALFORMED;
	before = locale_enter();
	errno = 0;
	*value = value_read(text, &end, kind);
	error = errno;
	uselocale(before);
	if (end != text + length)
		return REAL_MALFORMED;
	/* too small a value is rounded, to zero at worst, as in C source */
	if (error == ERANGE && isinf(*value))
		return REAL_TOO_LARGE;
	return REAL_GOOD;
}

/* %a shows a double otherwise than the same value as a long double. */
static int hex_print(char *out, const struct real_style *style,
                     long double value)
{
	int precision = style->precision;

	if (style->kind == REAL_LONG_DOUBLE)
		return style->alternate ? snprintf(out, REAL_ROOM, "%#.*La",
		                                   precision, value)
		                        : snprintf(out, REAL_ROOM, "%.*La",
		                                   precision, value);
	return style->alternate ? snprintf(out, REAL_ROOM, "%#.*a", precision,
	                                   (double)value)
	                        : snprintf(out, REAL_ROOM, "%.*a", precision,
	                                   (double)value);
}

static int plain_print(char *out, const struct real_style *style,
                       long double value)
{
	int precision = style->precision;

	switch (style->conversion) {
	case 'e':
		return snprintf(out, REAL_ROOM, "%.*Le", precision, value);
	case 'f':
		return snprintf(out, REAL_ROOM, "%.*Lf", precision, value);
	default:
		return snprintf(out, REAL_ROOM, "%.*Lg", precision, value);
	}
}

static int alternate_print(char *out, const struct real_style *style,
                           long double value)
{
	int precision = style->precision;

	switch (style->conversion) {
	case 'e':
		return snprintf(out, REAL_ROOM, "%#.*Le", precision, value);
	case 'f':
		return snprintf(out, REAL_ROOM, "%#.*Lf", precision, value);
	default:
		return snprintf(out, REAL_ROOM, "%#.*Lg", precision, value);
	}
}

size_t real_print(char *out, const struct real_style *style, long double value)
{
	locale_t before = locale_enter();
	int length;

	if (style->conversion == 'a')
		length = hex_print(out, style, value);
	else if (style->alternate)
		length = alternate_print(out, style, value);
	else
		length = plain_print(out, style, value);
	uselocale(before);
	return length < 0 ? 0 : (size_t)length;
}

/* So many digits name no value of KIND that fewer would name as well, but for
 * zeros at their end; the smallest values hold less. */
static int safe_digits(enum real_kind kind, long double value)
{
	static const struct {
		long double least;
		int digits;
	} kinds[] = {
		[REAL_FLOAT] = { FLT_MIN, FLT_DIG },
		[REAL_DOUBLE] = { DBL_MIN, DBL_DIG },
		[REAL_LONG_DOUBLE] = { LDBL_MIN, LDBL_DIG },
	};

	return fabsl(value) >= kinds[kind].least ? kinds[kind].digits : 1;
}

/* Without the zeros at the end of DIGITS digits, as "1.500e+00". */
static int significant_digits(const char *text, int digits)
{
	const char *last = strchr(text, 'e') - 1;

	while (digits > 1 && *last-- == '0')
		digits--;
	return digits;
}

/* Digits are enough when they read back; 36 are, even for 128 bits. */
static int exponent_print(char *out, enum real_kind kind, long double value,
                          int *digits)
{
	int first = safe_digits(kind, value);
	int enough;

	for (*digits = first;; ++*digits) {
		snprintf(out, REAL_SHORTEST_ROOM, "%.*Le", *digits - 1, value);
		if (*digits == 36 || value_read(out, NULL, kind) == value)
			break;
	}
	enough = significant_digits(out, *digits);
	if (enough < *digits)
		snprintf(out, REAL_SHORTEST_ROOM, "%.*Le", enough - 1, value);
	*digits = enough;
	return (int)strtol(strchr(out, 'e') + 1, NULL, 10);
}

size_t real_shortest(char *out, enum real_kind kind, long double value)
{
	if (isnan(value) || isinf(value))
		return (size_t)snprintf(out, REAL_SHORTEST_ROOM, "%Lf", value);

	locale_t before = locale_enter();
	int digits;
	int exponent = exponent_print(out, kind, value, &digits);

	if (exponent > -5 && exponent < 16)
		snprintf(out, REAL_SHORTEST_ROOM, "%.*Lf",
		         digits - 1 > exponent ? digits - 1 - exponent : 0,
		         value);
	uselocale(before);
	return strlen(out);
}
