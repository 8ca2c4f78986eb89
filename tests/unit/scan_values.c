/* scanf's engine: values, offsets, and what is refused. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

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

/* All values of a run, each with its offset, as one text. */
static void values_join(char *out, size_t room)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < result.count && used < room; i++)
		used += (size_t)snprintf(
			out + used, room - used, "%s%zu:%s", i > 0 ? " " : "",
			result.values[i].offset, result.values[i].text);
}

static void values_check(void)
{
	static const struct {
		const char *format;
		const char *input;
		const char *values;
	} rows[] = {
		{ "%d %s", " 12 bob", "1:12 4:bob" },
		{ "%d%d%d", "1 -2 +3", "0:1 2:-2 5:3" },
		{ "%hhd", "-128", "0:-128" },
		{ "%hhu", "255", "0:255" },
		{ "%lu", "18446744073709551615", "0:18446744073709551615" },
		{ "%ld", "-9223372036854775808", "0:-9223372036854775808" },
		{ "%i %i %i", "0x10 010 10", "0:16 5:8 9:10" },
		{ "%x", "ff", "0:255" },
		{ "%u", "-0", "0:0" },
		{ "%1i%s", "0x12", "0:0 1:x12" },
		{ "%3i%s", "0x12", "0:1 3:2" },
		{ "%p %p %p", "0x7fff0000 (nil) ABC",
		  "0:0x7fff0000 11:0x0 17:0xabc" },
		{ "%f", "0.1", "0:0.1" },
		{ "%lf", "0.1", "0:0.1" },
		{ "%Lf", "0.1", "0:0.1" },
		{ "%lf", "0.30000000000000004", "0:0.30000000000000004" },
		{ "%f", "16777217", "0:16777216" },
		{ "%lf%lf", "1e22 1e-7", "0:1e+22 5:1e-07" },
		{ "%lf", "3000", "0:3000" },
		{ "%lf", "-0", "0:-0" },
		{ "%lf", "-inf", "0:-inf" },
		{ "%lf", "NAN", "0:nan" },
		{ "%lf", "0x1p-1", "0:0.5" },
		{ "%lf", "1e-400", "0:0" },
		{ "%4lf%s", "1.2345", "0:1.23 4:45" },
		{ "%lc%ls", "\xc3\xa9\xe2\x82\xacx",
		  "0:\xc3\xa9 2:\xe2\x82\xacx" },
		{ "%2ls%s", "\xc3\xa9\xc3\xa9z", "0:\xc3\xa9\xc3\xa9 4:z" },
		{ "%l[^;]", "\xc3\xa9;", "0:\xc3\xa9" },
		{ "%*d%*s", "1 x", "" },
		{ "", "anything", "" },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct complaint complaint;
		char values[128];
		bool good = run(rows[i].format, rows[i].input,
		                strlen(rows[i].input), &complaint);

		values_join(values, sizeof(values));
		check(good && strcmp(values, rows[i].values) == 0,
		      "row %zu: %s %s", i, values, complaint.what);
	}
}

static const struct {
	const char *format;
	const char *input;
	const char *what;
} mismatches[] = {
	{ "%s %d", "bob ann 3",
	  "1 of 2 values matched: %d wants a number, at offset 4 is "
	  "'ann'" },
	{ "%s %d", "bob ",
	  "1 of 2 values matched: %d wants a number, the input ends "
	  "at offset 4" },
	{ "%d,%d", "1;2",
	  "1 of 2 values matched: FORMAT wants ',', at offset 1 is "
	  "';2'" },
	{ "%hhd", "128",
	  "0 of 1 values matched: %hhd wants -128 to 127, at offset 0 "
	  "is '128'" },
	{ "%u", "-1",
	  "0 of 1 values matched: %u wants 0 to 4294967295, at offset "
	  "0 is '-1'" },
	{ "%lu", "18446744073709551616",
	  "0 of 1 values matched: %lu wants 0 to "
	  "18446744073709551615, at offset 0 is "
	  "'18446744073709551616'" },
	{ "%f", "1e39",
	  "0 of 1 values matched: %f wants a float, at offset 0 is "
	  "'1e39'" },
	{ "%lf", "100ergs",
	  "0 of 1 values matched: %lf wants a real number, at offset "
	  "0 is '100ergs'" },
	{ "%x", "0xg",
	  "0 of 1 values matched: %x wants a number, at offset 0 is "
	  "'0xg'" },
	{ "%5c", "abc",
	  "0 of 1 values matched: %5c wants its whole width, at "
	  "offset 0 is 'abc'" },
	{ "%ls", "a\xff",
	  "0 of 1 values matched: %ls wants UTF-8, at offset 0 is "
	  "'a\xff'" },
	{ "%[0-9]", "x",
	  "0 of 1 values matched: %[0-9] wants one of its set, at "
	  "offset 0 is 'x'" },
	{ "%*d %d", "x",
	  "0 of 1 values matched: %*d wants a number, at offset 0 is "
	  "'x'" },
};

static void mismatch_check(void)
{
	for (size_t i = 0; i < LENGTH(mismatches); i++) {
		struct complaint complaint;
		bool good = run(mismatches[i].format, mismatches[i].input,
		                strlen(mismatches[i].input), &complaint);

		check(!good && strcmp(complaint.what, mismatches[i].what) == 0,
		      "%s", complaint.what);
	}
}

static void format_check(void)
{
	static const struct {
		const char *format;
		const char *what; /* null: good */
		size_t values;
	} rows[] = {
		{ "%d %*d %s %%", NULL, 2 },
		{ "%[^]]%[]]", NULL, 2 },
		{ "%n",
		  "FORMAT: %n: it would store a count, which is not offered",
		  0 },
		{ "%ms", "FORMAT: %m: m, which is not C, is not offered", 0 },
		{ "%1$d",
		  "FORMAT: %1$: numbered arguments are not offered, each is "
		  "taken in turn",
		  0 },
		{ "%as", "FORMAT: %a: an a that allocates is not offered", 0 },
		{ "%0d", "FORMAT: %0d: a width of 0 reads nothing", 0 },
		{ "%", "FORMAT: %: the directive has no end", 0 },
		{ "%[abc", "FORMAT: %[abc: the set has no ]", 0 },
		{ "%[]", "FORMAT: %[]: the set has no ]", 0 },
		{ "%[^]", "FORMAT: %[^]: the set has no ]", 0 },
		{ "%[z-a]", "FORMAT: %[z-a: the range ends before it begins",
		  0 },
		{ "%l[\xc3\xa9]",
		  "FORMAT: %l[\xc3\xa9]: a set of %l[ holds ASCII only", 0 },
		{ "%hs", "FORMAT: %hs: the size does not fit the conversion",
		  0 },
		{ "%Ld", "FORMAT: %Ld: the size does not fit the conversion",
		  0 },
		{ "%*%", "FORMAT: %*%: nothing may stand between % and %", 0 },
		{ "%+d", "FORMAT: %+: '+' is no conversion", 0 },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct complaint complaint = { .what = "" };
		size_t values = 0;
		bool good = scan_check(rows[i].format, strlen(rows[i].format),
		                       &values, &complaint);

		if (rows[i].what)
			check(!good &&
			              strcmp(complaint.what, rows[i].what) == 0,
			      "refused: %s", complaint.what);
		else
			check(good && values == rows[i].values, "%s",
			      rows[i].format);
	}
}

static void end_check(void)
{
	struct complaint complaint;

	check(run("%s", "ab\0cd", 5, &complaint) &&
	              result.values[0].length == 2,
	      "a NUL ends the input");
	check(run("%d", "123456", 3, &complaint) &&
	              strcmp(result.values[0].text, "123") == 0,
	      "so does its length");
	check(!run("%d", "", 0, &complaint), "%s", complaint.what);
}

int main(void)
{
	values_check();
	mismatch_check();
	format_check();
	end_check();
	scan_result_finish(&result);
	return plan();
}
