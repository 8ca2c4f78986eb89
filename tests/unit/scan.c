/* scanf's engine against the C library's. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan.h"

#include "check.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* Through a pointer without the attribute: the formats are made here. */
static int (*const scan)(const char *, const char *, ...) = sscanf;

static struct scan_result result;

/* Runs on a copy without a NUL behind it, so that reading beyond shows. */
static bool run(const char *format, const char *input, size_t length,
                struct complaint *complaint)
{
	char *copy = malloc(length + !length);
	bool good;

	if (!copy)
		abort();
	memcpy(copy, input, length);
	complaint->what[0] = '\0';
	good = scan_run(&result, format, strlen(format), copy, length,
	                complaint);
	free(copy);
	return good;
}

/* What the library reads with FORMAT, widened; behind it stands %n. */
static int integer_scan(const char *input, const char *format, const char *size,
                        bool is_signed, uint64_t *value, int *end)
{
	union {
		unsigned char byte;
		unsigned short half;
		unsigned plain;
		uint64_t wide;
	} read = { 0 };
	int count = scan(input, format, &read, end);

	if (strcmp(size, "hh") == 0)
		*value = is_signed ? (uint64_t)(signed char)read.byte
		                   : read.byte;
	else if (strcmp(size, "h") == 0)
		*value = is_signed ? (uint64_t)(short)read.half : read.half;
	else if (*size == '\0')
		*value = is_signed ? (uint64_t)(int)read.plain : read.plain;
	else
		*value = read.wide;
	return count;
}

static bool integer_agrees(const char *input, const char *width,
                           const char *size, char conversion)
{
	bool is_signed = strchr("di", conversion);
	struct complaint complaint;
	char format[32];
	char text[32];
	uint64_t value;
	int end = -1;
	int count;
	bool good;

	snprintf(format, sizeof(format), "%%%s%s%c%%n", width, size,
	         conversion);
	count = integer_scan(input, format, size, is_signed, &value, &end);
	format[strlen(format) - 2] = '\0';
	good = run(format, input, strlen(input), &complaint);
	if (is_signed)
		snprintf(text, sizeof(text), "%" PRId64, (int64_t)value);
	else
		snprintf(text, sizeof(text), "%" PRIu64, value);
	if (good == (count == 1) &&
	    (!good || strcmp(result.values[0].text, text) == 0))
		return true;
	printf("# %s of '%s': %s, not %d '%s'\n", format, input,
	       good ? result.values[0].text : complaint.what, count, text);
	return false;
}

/* What is refused here and not in C: a lone 0x, a negative unsigned. */
static bool differs(const char *input, const char *width, char conversion)
{
	if (strchr("xXou", conversion) && strchr(input, '-'))
		return true;
	return *width && strpbrk(input, "xX");
}

static void integer_check(const char *size, char conversion)
{
	static const char *const inputs[] = {
		"0",       "1",    "-1",    "+7",
		" \t\n42", "0x1f", "0X1F",  "-0x7",
		"017",     "08",   "00",    "9fz",
		"7,8",     "60",   "-0",    "+",
		"-",       "",     " ",     "x",
		"ab",      "-128", "- 1",   "7f",
		"99",      "077",  "+0x10", "0000000000000000000000000005"
	};
	static const char *const widths[] = { "", "1", "3", "4", "20" };
	bool good = true;

	for (size_t w = 0; w < LENGTH(widths); w++)
		for (size_t i = 0; i < LENGTH(inputs); i++)
			if (!differs(inputs[i], widths[w], conversion))
				good &= integer_agrees(inputs[i], widths[w],
				                       size, conversion);
	check(good, "%%%s%c is as in C", size, conversion);
}

static void integers_check(void)
{
	static const char *const sizes[] = { "",   "hh", "h", "l",
		                             "ll", "j",  "z", "t" };
	static const char conversions[] = "dixXou";

	for (size_t c = 0; conversions[c]; c++)
		for (size_t s = 0; s < LENGTH(sizes); s++)
			integer_check(sizes[s], conversions[c]);
}

static bool real_agrees(const char *input, const char *format,
                        const char *wide_format)
{
	struct complaint complaint;
	double value = 0;
	float narrow = 0;
	int count = scan(input, wide_format, &value);
	bool good = run(wide_format, input, strlen(input), &complaint);

	if (good != (count == 1))
		return false;
	if (good && !isnan(value) &&
	    strtod(result.values[0].text, NULL) != value)
		return false;
	count = scan(input, format, &narrow);
	good = run(format, input, strlen(input), &complaint);
	if (good != (count == 1))
		return false;
	return !good || isnan(narrow) ||
	       strtof(result.values[0].text, NULL) == narrow;
}

static void reals_check(void)
{
	static const char *const inputs[] = {
		"0",       "1.5",       "-2.25e10",  ".5",   "5.",    "1e5x",
		"0x1.8p3", "inf",       "-INFINITY", "nan",  " 3.25", "1,5",
		"x",       "",          ".",         "+",    "e5",    "1.2.3",
		"0.1",     "123456789", "1e-30",     "0x.8", "00.5"
	};
	static const char conversions[] = "aAeEfFgG";

	for (size_t c = 0; conversions[c]; c++) {
		char format[] = { '%', conversions[c], '\0' };
		char wide[] = { '%', 'l', conversions[c], '\0' };

		for (size_t i = 0; i < LENGTH(inputs); i++)
			check(real_agrees(inputs[i], format, wide),
			      "%%%c of '%s'", conversions[c], inputs[i]);
	}
}

static void texts_check(void)
{
	static const struct {
		const char *format;
		const char *input;
	} rows[] = {
		{ "%s", "hello world" },  { "%s", "  x" },
		{ "%3s", "abcdef" },      { "%s", "" },
		{ "%5c", "ab cd ef" },    { "%c", " x" },
		{ " %c", "  x" },         { "%[a-c]", "abcabd" },
		{ "%[^,]", "one two,3" }, { "%[]x]", "x]]y" },
		{ "%[^]x]", "ab]c" },     { "%[-a]", "a-a-b" },
		{ "%[a-]", "a-a-b" },     { "%[abc]", "xyz" },
		{ "%2[0-9]", "12345" },   { "%[0-9a-f]", "12fgh" },
		{ "x=%s", "x=7" },        { "x = %s", "x  =\t7" },
		{ "%%%s", " %z" },        { "%*d%s", "12abc" },
		{ "%*s %s", "one two" },  { "%*[^:]:%s", "a b:c" },
		{ "a%s", "b" },           { "%*c%s", "xyz" },
		{ "%[%]", "%%d" },        { "%*3d%s", "12345" },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct complaint complaint;
		char text[64] = "";
		int count = scan(rows[i].input, rows[i].format, text);
		bool good = run(rows[i].format, rows[i].input,
		                strlen(rows[i].input), &complaint);

		check(good == (count == 1) &&
		              (!good ||
		               strcmp(result.values[0].text, text) == 0),
		      "row %zu: '%s' %s", i, text, complaint.what);
	}
}

int main(void)
{
	integers_check();
	reals_check();
	texts_check();
	scan_result_finish(&result);
	return plan();
}
