/* UTF-8 as far as showing it safely needs: text/utf8.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/utf8.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *bytes;
	const char *what;
} invalid[] = {
	{ "\200", "a byte that continues nothing" },
	{ "\300\200", "an overlong NUL" },
	{ "\301\277", "an overlong ASCII letter" },
	{ "\340\237\277", "an overlong one of two bytes" },
	{ "\360\217\277\277", "an overlong one of three bytes" },
	{ "\355\240\200", "a surrogate" },
	{ "\355\277\277", "the last surrogate" },
	{ "\364\220\200\200", "one beyond U+10FFFF" },
	{ "\365\200\200\200", "a byte that begins nothing" },
	{ "\377", "byte ff" },
	{ "\303", "one byte of two" },
	{ "\342\202", "two bytes of three" },
	{ "\360\237\230", "three bytes of four" },
	{ "\303a", "a letter where a byte should continue" },
	{ "a\303", "one byte of two behind a letter" },
};

static const struct {
	uint32_t from;
	uint32_t to;
	bool visible;
} ranges[] = {
	{ 0x00, 0x1f, false },       { 0x20, 0x7e, true },
	{ 0x7f, 0x9f, false },       { 0xa1, 0xac, true },
	{ 0xad, 0xad, false },       { 0xae, 0x17f, true },
	{ 0x391, 0x3a1, true },      { 0x61c, 0x61c, false },
	{ 0x200b, 0x200f, false },   { 0x2010, 0x2027, true },
	{ 0x2028, 0x202e, false },   { 0x2060, 0x206f, false },
	{ 0x20ac, 0x20ac, true },    { 0x4e00, 0x9fff, true },
	{ 0xac00, 0xd7a3, true },    { 0xd800, 0xdfff, false },
	{ 0xe000, 0xf8ff, false },   { 0xfe00, 0xfe0f, false },
	{ 0xfeff, 0xfeff, false },   { 0xfffe, 0xffff, false },
	{ 0x1f600, 0x1f64f, true },  { 0x1fffe, 0x1ffff, false },
	{ 0x20000, 0x2a6df, true },  { 0x2fffe, 0x2ffff, false },
	{ 0x40000, 0xdffff, false }, { 0xe0000, 0x10ffff, false },
};

/* Every character there and back; the number that fails. */
static unsigned round_trips(void)
{
	unsigned wrong = 0;

	for (uint32_t code = 0; code <= UTF8_MOST; code++) {
		char bytes[UTF8_LONGEST];
		size_t length = utf8_encode(code, bytes);
		uint32_t seen = 0;

		if (code >= 0xd800 && code < 0xe000)
			wrong += length != 0;
		else
			wrong += length == 0 ||
			         utf8_decode(bytes, length, &seen) != length ||
			         seen != code ||
			         utf8_length(bytes, length) != length ||
			         utf8_decode(bytes, length - 1, &seen) != 0;
	}
	return wrong;
}

/* All strings of two bytes: valid are only two of ASCII and one of two. */
static unsigned wrong_pairs(void)
{
	unsigned wrong = 0;

	for (unsigned pair = 0; pair < 65536; pair++) {
		unsigned first = pair >> 8;
		unsigned second = pair & 0xff;
		char bytes[2] = { (char)first, (char)second };
		bool valid = (first < 0x80 && second < 0x80) ||
		             (first >= 0xc2 && first < 0xe0 && second >= 0x80 &&
		              second < 0xc0);

		wrong += utf8_valid(bytes, 2) != valid;
	}
	return wrong;
}

static void check_wanted(const char *all, const char *ctype, const char *lang,
                         bool wanted)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *values[] = { all, ctype, lang };

	for (size_t i = 0; i < 3; i++)
		if (values[i])
			setenv(names[i], values[i], 1);
		else
			unsetenv(names[i]);
	check(utf8_wanted() == wanted, "LC_ALL=%s LC_CTYPE=%s LANG=%s",
	      all ? all : "(unset)", ctype ? ctype : "(unset)",
	      lang ? lang : "(unset)");
}

int main(void)
{
	char out[UTF8_LONGEST];

	check(round_trips() == 0, "all characters there and back");
	check(utf8_encode(0x110000, out) == 0 &&
	              utf8_encode(UINT64_MAX, out) == 0,
	      "what is no character is not written");
	check(utf8_decode("", 0, &(uint32_t){ 0 }) == 0, "nothing is none");
	check(utf8_valid("", 0), "but no bytes are valid");
	check(wrong_pairs() == 0, "all pairs of bytes");
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		size_t length = strlen(invalid[i].bytes);
		char *copy = malloc(length);

		/* exactly its size: no NUL ends it */
		memcpy(copy, invalid[i].bytes, length);
		check(!utf8_valid(copy, length), "invalid: %s",
		      invalid[i].what);
		free(copy);
	}
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		bool right = true;

		for (uint32_t code = ranges[i].from; code <= ranges[i].to;
		     code++)
			right = right &&
			        utf8_is_visible(code) == ranges[i].visible;
		check(right, "U+%04X to U+%04X: %s", ranges[i].from,
		      ranges[i].to, ranges[i].visible ? "visible" : "hidden");
	}
	check_wanted("C.UTF-8", NULL, NULL, true);
	check_wanted(NULL, NULL, "de_DE.utf8", true);
	check_wanted(NULL, "en_US.UTF-8", "C", true);
	check_wanted("C", "en_US.UTF-8", "en_US.UTF-8", false);
	check_wanted("", NULL, "en_US.UTF-8", true);
	check_wanted(NULL, NULL, NULL, false);
	return plan();
}
