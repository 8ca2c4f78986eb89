/* printf's engine: arguments of all kinds, and what is refused. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format.h"

#include "check.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))
#define MOST_WORDS    4

static struct rendering rendering = { .limit = 100000 };

static size_t words_make(struct word *words, const char *const *texts)
{
	size_t count = 0;

	for (; count < MOST_WORDS && texts[count]; count++)
		words[count] = (struct word){
			.text = texts[count],
			.length = strlen(texts[count]),
		};
	return count;
}

static bool render(const char *format, const char *const *texts,
                   struct complaint *complaint)
{
	struct word words[MOST_WORDS];
	size_t count = words_make(words, texts);

	complaint->what[0] = '\0';
	return format_render(&rendering, format, strlen(format), words, count,
	                     complaint);
}

static bool rendering_is(const char *expected)
{
	size_t length = strlen(expected);

	return rendering.length == length &&
	       (length == 0 || (rendering.data &&
	                        memcmp(rendering.data, expected, length) == 0));
}

static void whole_check(void)
{
	static const struct {
		const char *format;
		const char *arguments[MOST_WORDS];
		const char *expected;
	} rows[] = {
		{ "", { NULL }, "" },
		{ "plain\n", { NULL }, "plain\n" },
		{ "100%%", { NULL }, "100%" },
		{ "%s is %d", { "bob", "42" }, "bob is 42" },
		{ "%d %d", { "0x10", "010" }, "16 8" },
		{ "[%*d]", { "6", "42" }, "[    42]" },
		{ "[%*d]", { "-6", "42" }, "[42    ]" },
		{ "[%0*d]", { "-6", "42" }, "[42    ]" },
		{ "[%.*f]", { "2", "3.14159" }, "[3.14]" },
		{ "[%.*f]", { "-2", "3" }, "[3.000000]" },
		{ "[%*.*s]", { "5", "2", "hello" }, "[   he]" },
		{ "%lc", { "\xc3\xa9" }, "\xc3\xa9" },
		{ "%lc", { "233" }, "\xc3\xa9" },
		{ "%lc%lc",
		  { "0x20ac", "0x1f600" },
		  "\xe2\x82\xac\xf0\x9f\x98\x80" },
		{ "[%5lc]", { "0x20ac" }, "[  \xe2\x82\xac]" },
		{ "[%.2ls]", { "a\xc3\xa9" }, "[a]" },
		{ "[%.3ls]", { "a\xc3\xa9z" }, "[a\xc3\xa9]" },
		{ "[%.2s]", { "a\xc3\xa9" }, "[a\xc3]" },
		{ "%u", { "-0" }, "0" },
		{ "%g", { "1e-400" }, "0" },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct complaint complaint;
		bool good =
			render(rows[i].format, rows[i].arguments, &complaint);

		check(good && rendering_is(rows[i].expected), "row %zu %s", i,
		      complaint.what);
	}
}

static const struct {
	const char *format;
	const char *arguments[MOST_WORDS];
	const char *what;
} refusals[] = {
	{ "%d", { NULL }, "FORMAT: it takes 1 argument, 0 are there" },
	{ "a", { "1" }, "FORMAT: it takes 0 arguments, 1 is there" },
	{ "%*d", { "1" }, "FORMAT: it takes 2 arguments, 1 is there" },
	{ "%s %d",
	  { "1", "bob" },
	  "FORMAT: %d wants a number, argument 2 is 'bob'" },
	{ "%hhd",
	  { "300" },
	  "FORMAT: %hhd wants -128 to 127, argument 1 is '300'" },
	{ "%hhd",
	  { "-129" },
	  "FORMAT: %hhd wants -128 to 127, argument 1 is '-129'" },
	{ "%u",
	  { "-1" },
	  "FORMAT: %u wants 0 to 4294967295, argument 1 is '-1'" },
	{ "%ld",
	  { "99999999999999999999" },
	  "FORMAT: %ld wants -9223372036854775808 to "
	  "9223372036854775807, argument 1 is "
	  "'99999999999999999999'" },
	{ "%d", { "" }, "FORMAT: %d wants a number, argument 1 is ''" },
	{ "%*d",
	  { "x", "1" },
	  "FORMAT: %*d wants a number, argument 1 is 'x'" },
	{ "%*d",
	  { "-2147483648", "1" },
	  "FORMAT: %*d wants -2147483647 to 2147483647, argument 1 is "
	  "'-2147483648'" },
	{ "%f",
	  { "1x" },
	  "FORMAT: %f wants a real number, argument 1 is '1x'" },
	{ "%f",
	  { " 1" },
	  "FORMAT: %f wants a real number, argument 1 is ' 1'" },
	{ "%f",
	  { "1e999" },
	  "FORMAT: %f wants a number that a double can hold, argument 1 "
	  "is '1e999'" },
	{ "%Lf",
	  { "1e9999" },
	  "FORMAT: %Lf wants a number that a long double can hold, argument "
	  "1 is '1e9999'" },
	{ "%c",
	  { "" },
	  "FORMAT: %c wants a byte or its number, argument 1 is ''" },
	{ "%c", { "256" }, "FORMAT: %c wants 0 to 255, argument 1 is '256'" },
	{ "%lc",
	  { "0xd800" },
	  "FORMAT: %lc wants a number that is a character, argument 1 "
	  "is '0xd800'" },
	{ "%ls",
	  { "\xff" },
	  "FORMAT: %ls wants UTF-8 text, argument 1 is '\xff'" },
	{ "%n",
	  { "1" },
	  "FORMAT: %n: it would store a count, which is not offered" },
	{ "%m", { "1" }, "FORMAT: %m: m, which is not C, is not offered" },
	{ "%1$d",
	  { "1" },
	  "FORMAT: %1$: numbered arguments are not offered, each is "
	  "taken in turn" },
	{ "%'d",
	  { "1" },
	  "FORMAT: %': the flags ' and I, which are not C, are not "
	  "offered" },
	{ "%y", { "1" }, "FORMAT: %y: 'y' is no conversion" },
	{ "100%", { NULL }, "FORMAT: %: the directive has no end" },
	{ "%5l", { "1" }, "FORMAT: %5l: the directive has no end" },
	{ "%Ld", { "1" }, "FORMAT: %Ld: the size does not fit the conversion" },
	{ "%hs", { "1" }, "FORMAT: %hs: the size does not fit the conversion" },
	{ "%hhf",
	  { "1" },
	  "FORMAT: %hhf: the size does not fit the conversion" },
	{ "%#d", { "1" }, "FORMAT: %#d: # goes with o x X and reals only" },
	{ "%05s", { "1" }, "FORMAT: %05s: 0 goes with numbers only" },
	{ "%.3c",
	  { "1" },
	  "FORMAT: %.3c: a precision goes with numbers and s only" },
	{ "%5%", { NULL }, "FORMAT: %5%: nothing may stand between % and %" },
	{ "%99999999999d",
	  { "1" },
	  "FORMAT: %99999999999: 99999999999 is over 2147483647" },
	{ "%2147483647d!",
	  { "1" },
	  "FORMAT: the text and its NUL take 2147483649 bytes, 100001 are "
	  "there" },
	{ "%.2147483647f",
	  { "1" },
	  "FORMAT: the text and its NUL take 2147483650 bytes, 100001 are "
	  "there" },
	{ "%2147483647d%.2147483647e",
	  { "1", "1" },
	  "FORMAT: the text and its NUL take 4294967301 bytes, 100001 are "
	  "there" },
};

static void refusal_check(void)
{
	for (size_t i = 0; i < LENGTH(refusals); i++) {
		struct complaint complaint;
		bool good = render(refusals[i].format, refusals[i].arguments,
		                   &complaint);

		check(!good && rendering.length == 0 &&
		              strcmp(complaint.what, refusals[i].what) == 0,
		      "refused: %s", complaint.what);
	}
}

static void unknown_check(void)
{
	struct word words[] = { { .text = "", .unknown = true },
		                { .text = "x", .length = 1 } };
	struct complaint complaint;

	check(format_check("%d", 2, words, 1, &complaint), "unknown for %%d");
	check(format_check("%*s", 3, words, 2, &complaint), "unknown for *");
	check(!format_check("%c%d", 4, words, 2, &complaint),
	      "a known one beside it is checked");
	check(!format_check("a\0b", 3, words, 0, &complaint),
	      "a NUL in the format: %s", complaint.what);
	words[1] = (struct word){ .text = "a\0b", .length = 3 };
	check(!format_check("%s", 2, words + 1, 1, &complaint),
	      "a NUL in a text: %s", complaint.what);
}

static void limit_check(void)
{
	struct rendering tight = { .limit = 5 };
	struct word word = { .text = "12345", .length = 5 };
	struct complaint complaint;

	check(format_render(&tight, "%s", 2, &word, 1, &complaint) &&
	              tight.length == 5,
	      "a text as long as the limit");
	check(!format_render(&tight, "%s.", 3, &word, 1, &complaint),
	      "a byte more: %s", complaint.what);
	rendering_finish(&tight);
}

int main(void)
{
	whole_check();
	refusal_check();
	unknown_check();
	limit_check();
	rendering_finish(&rendering);
	return plan();
}
