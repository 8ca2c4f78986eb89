/* Bytes to fill with, and how they are repeated: memory/pattern.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/pattern.h"
#include "check.h"

#include <string.h>

static const struct value_type u16 = { VALUE_UNSIGNED, 2, false };
static const struct value_type text3 = { VALUE_TEXT, 3, false };

static const struct {
	const char *text;
	bool hex;
	const struct value_type *type;
	size_t size; /* of BYTES; 0 when it is none */
	const char *bytes;
} rows[] = {
	{ "abc", false, NULL, 3, "abc" },
	{ "00", false, NULL, 2, "00" },
	{ "", false, NULL, 0, "" },
	{ "00ffA0", true, NULL, 3, "\x00\xff\xa0" },
	{ "0", true, NULL, 0, "" },
	{ "0g", true, NULL, 0, "" },
	{ "g0", true, NULL, 0, "" },
	{ "0x", true, NULL, 0, "" },
	{ "", true, NULL, 0, "" },
	{ "65535", false, &u16, 2, "\xff\xff" },
	{ "65536", false, &u16, 0, "" },
	{ "", false, &u16, 0, "" },
	{ "ab", false, &text3, 3, "ab" },
	{ "", false, &text3, 3, "\0\0" },
};

static void check_read(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pattern pattern = {
			.text = rows[i].text,
			.length = strlen(rows[i].text),
			.hex = rows[i].hex,
			.type = rows[i].type,
		};
		struct complaint complaint = { .what = "" };
		char bytes[16] = "";
		bool good =
			pattern_read("PATTERN", &pattern, bytes, &complaint);

		check(rows[i].size ? good &&
		                             pattern_size(&pattern) ==
		                                     rows[i].size &&
		                             memcmp(bytes, rows[i].bytes,
		                                    rows[i].size) == 0
		                   : !good && complaint.what[0],
		      "'%s' %s: %s", rows[i].text,
		      rows[i].size ? "is bytes" : "is none", complaint.what);
	}
}

/* Is ROOM the first SIZE bytes of ABC again and again? */
static bool is_repeated(const char *bytes, size_t length, const char *room,
                        size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (room[i] != bytes[i % length])
			return false;
	return true;
}

static void check_repeat(void)
{
	static const char bytes[] = "abcdefghijklmnopq";
	bool good = true;

	for (size_t length = 1; length < sizeof(bytes); length++)
		for (size_t size = 0; size < 100; size++) {
			char room[100] = { 0 };
			size_t whole =
				pattern_repeat(bytes, length, room, size);

			good &= whole == size / length * length &&
			        is_repeated(bytes, length, room, whole) &&
			        room[whole] == 0;
		}
	check(good, "a pattern is repeated as often as it goes in whole");
}

static void check_zero(void)
{
	char bytes[70] = { 0 };
	bool good = true;

	check(pattern_is_zero(bytes, 0) && pattern_is_zero(bytes, 1) &&
	              pattern_is_zero(bytes, sizeof(bytes)),
	      "zeros are told");
	for (size_t i = 0; i < sizeof(bytes); i++) {
		bytes[i] = 1;
		good &= !pattern_is_zero(bytes, sizeof(bytes)) &&
		        pattern_is_zero(bytes, i);
		bytes[i] = 0;
	}
	check(good, "wherever another byte is they are none");
}

int main(void)
{
	check_read();
	check_repeat();
	check_zero();
	return plan();
}
