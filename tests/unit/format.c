/* printf's engine against the C library's. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format.h"

#include "check.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* Through a pointer without the attribute: the formats are made here. */
static int (*const print)(char *, size_t, const char *, ...) = snprintf;

static struct rendering rendering = { .limit = 100000 };

static bool rendering_is(const char *expected, size_t length)
{
	return rendering.length == length && rendering.data &&
	       memcmp(rendering.data, expected, length) == 0;
}

/* Whether FORMAT with one argument gives EXPECTED; says so if not. */
static bool renders(const char *format, const char *text, const char *expected,
                    int length)
{
	struct word word = { .text = text, .length = strlen(text) };
	struct complaint complaint = { .what = "" };

	if (format_render(&rendering, format, strlen(format), &word, 1,
	                  &complaint) &&
	    rendering_is(expected, (size_t)length))
		return true;
	printf("# '%s' of %s: '%.*s', not '%s' %s\n", format, text,
	       (int)rendering.length, rendering.data, expected, complaint.what);
	return false;
}

static const char *const widths[] = { "", "1", "7", "40" };
static const char *const precisions[] = { "",   ".",   ".0", ".1",
	                                  ".3", ".17", ".45" };

/* Each combination of -+ #0 that C defines for CONVERSION. */
static bool flags_next(unsigned *bits, char *flags, char conversion)
{
	size_t length = 0;

	for (; *bits < 32; ++*bits) {
		if ((*bits & 8) && strchr("diucsp", conversion))
			continue;
		if ((*bits & 16) && strchr("csp", conversion))
			continue;
		for (unsigned i = 0; i < 5; i++)
			if (*bits & 1U << i)
				flags[length++] = "-+ #0"[i];
		flags[length] = '\0';
		++*bits;
		return true;
	}
	return false;
}

typedef bool try_format(const char *format, char conversion, const char *size);

/* Calls TRY with all flags, widths and precisions. */
static void combinations_check(char conversion, const char *size,
                               try_format *try)
{
	size_t precision_count =
		strchr("cp", conversion) ? 1 : LENGTH(precisions);
	char format[32];
	char flags[6];
	unsigned bits = 0;
	int failures = 0;

	while (flags_next(&bits, flags, conversion))
		for (size_t w = 0; w < LENGTH(widths); w++)
			for (size_t p = 0; p < precision_count; p++) {
				snprintf(format, sizeof(format),
				         "<%%%s%s%s%s%c>", flags, widths[w],
				         precisions[p], size, conversion);
				failures += !try(format, conversion, size);
			}
	check(failures == 0, "%%%s%c is as in C", size, conversion);
}

static int64_t signed_narrow(int64_t value, const char *size)
{
	if (strcmp(size, "hh") == 0)
		return (signed char)value;
	if (strcmp(size, "h") == 0)
		return (short)value;
	return *size ? value : (int)value;
}

static uint64_t unsigned_narrow(uint64_t value, const char *size)
{
	if (strcmp(size, "hh") == 0)
		return (unsigned char)value;
	if (strcmp(size, "h") == 0)
		return (unsigned short)value;
	return *size ? value : (unsigned)value;
}

static int integer_print(char *out, size_t room, const char *format,
                         const char *size, uint64_t value)
{
	if (*size == '\0' || *size == 'h')
		return print(out, room, format, (unsigned)value);
	return print(out, room, format, value);
}

static bool integer_try(const char *format, char conversion, const char *size)
{
	static const int64_t values[] = { 0,         1,         -1,
		                          8,         123,       -4660,
		                          INT_MAX,   INT_MIN,   SCHAR_MIN,
		                          INT64_MAX, INT64_MIN, 0xabcdef };
	bool good = true;

	for (size_t i = 0; i < LENGTH(values); i++) {
		char text[32];
		char expected[128];
		uint64_t value = (uint64_t)values[i];
		int length;

		if (strchr("di", conversion)) {
			value = (uint64_t)signed_narrow(values[i], size);
			snprintf(text, sizeof(text), "%" PRId64,
			         (int64_t)value);
		} else {
			value = unsigned_narrow(value, size);
			snprintf(text, sizeof(text), "%" PRIu64, value);
		}
		length = integer_print(expected, sizeof(expected), format, size,
		                       value);
		good &= renders(format, text, expected, length);
	}
	return good;
}

static bool real_try(const char *format, char conversion, const char *size)
{
	static const char *const values[] = {
		"0",     "-0",      "1",       "-1.5",      "0.1",
		"1e300", "3.14159", "9.99996", "123456789", "5e-324",
		"1e-5",  "0x1.8p3", "inf",     "-inf",      "nan",
		"-nan",  "100000",  "2.5",     "1e15"
	};
	bool good = conversion != '%';

	for (size_t i = 0; i < LENGTH(values); i++) {
		char expected[512];
		int length;

		if (*size == 'L')
			length = print(expected, sizeof(expected), format,
			               strtold(values[i], NULL));
		else
			length = print(expected, sizeof(expected), format,
			               strtod(values[i], NULL));
		good &= renders(format, values[i], expected, length);
	}
	return good;
}

static bool text_try(const char *format, char conversion, const char *size)
{
	static const char *const values[] = { "", "x", "hello, world", "%d" };
	bool good = conversion == 's' && *size == '\0';

	for (size_t i = 0; i < LENGTH(values); i++) {
		char expected[128];
		int length =
			print(expected, sizeof(expected), format, values[i]);

		good &= renders(format, values[i], expected, length);
	}
	return good;
}

static bool byte_try(const char *format, char conversion, const char *size)
{
	static const struct {
		const char *text;
		int byte;
	} values[] = { { "x", 'x' },   { "7", '7' },    { "65", 'A' },
		       { "00", 0 },    { "0xff", 255 }, { "%", '%' },
		       { "\xe9", 233 } };
	bool good = conversion == 'c' && *size == '\0';

	for (size_t i = 0; i < LENGTH(values); i++) {
		char expected[128];
		int length = print(expected, sizeof(expected), format,
		                   values[i].byte);

		good &= renders(format, values[i].text, expected, length);
	}
	return good;
}

static bool pointer_try(const char *format, char conversion, const char *size)
{
	static const uint64_t values[] = { 0, 1, 0x7fff12345678, UINT64_MAX };
	bool good = conversion == 'p' && *size == '\0';

	for (size_t i = 0; i < LENGTH(values); i++) {
		char text[32];
		char expected[128];
		int length =
			print(expected, sizeof(expected), format, values[i]);

		snprintf(text, sizeof(text), "0x%" PRIx64, values[i]);
		good &= renders(format, text, expected, length);
	}
	return good;
}

static void library_check(void)
{
	static const char *const sizes[] = { "",   "hh", "h", "l",
		                             "ll", "j",  "z", "t" };
	static const char integers[] = "diouxX";
	static const char reals[] = "aAeEfFgG";

	for (size_t i = 0; integers[i]; i++)
		for (size_t s = 0; s < LENGTH(sizes); s++)
			combinations_check(integers[i], sizes[s], integer_try);
	for (size_t i = 0; reals[i]; i++) {
		combinations_check(reals[i], "", real_try);
		combinations_check(reals[i], "l", real_try);
		combinations_check(reals[i], "L", real_try);
	}
	combinations_check('s', "", text_try);
	combinations_check('c', "", byte_try);
	combinations_check('p', "", pointer_try);
}

/* More digits than any real has are zeros, which are not computed. */
static void long_check(void)
{
	static const char *const formats[] = {
		"%.20000f", "%.20000e", "%#.20000g",
		"%.20000g", "%.20000a", "%.16500e",
		"%.16501e", "%.1100f",  "%+020050.20000E",
	};
	static const char *const values[] = { "0.1", "-1e300", "5e-324",
		                              "0",   "1e-20",  "inf" };
	static char expected[30000];

	for (size_t i = 0; i < LENGTH(formats); i++)
		for (size_t v = 0; v < LENGTH(values); v++) {
			int length = print(expected, sizeof(expected),
			                   formats[i], strtod(values[v], NULL));

			check(renders(formats[i], values[v], expected, length),
			      "%s of %s", formats[i], values[v]);
		}
	int length = print(expected, sizeof(expected), "%.20000Lf",
	                   strtold("3.3e-4940", NULL));

	check(renders("%.20000Lf", "3.3e-4940", expected, length),
	      "%%.20000Lf");
}

int main(void)
{
	library_check();
	long_check();
	rendering_finish(&rendering);
	return plan();
}
