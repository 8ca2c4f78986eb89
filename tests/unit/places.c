/* Segments and places in them, as users name them: language/places.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/places.h"
#include "check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *text;
	enum segment_form form;
	uint32_t key;
	int id;
} segments[] = {
	{ ".", SEGMENT_CURRENT, 0, 0 },
	{ "1234", SEGMENT_KEY, 1234, 0 },
	{ "+1234", SEGMENT_KEY, 1234, 0 },
	{ "0x4d2", SEGMENT_KEY, 1234, 0 },
	{ "02322", SEGMENT_KEY, 1234, 0 },
	{ "-1", SEGMENT_KEY, 0xffffffff, 0 },
	{ "2147483647", SEGMENT_KEY, 0x7fffffff, 0 },
	{ "2147483648", SEGMENT_KEY, 0x80000000, 0 },
	{ "4294967295", SEGMENT_KEY, 0xffffffff, 0 },
	{ "-2147483648", SEGMENT_KEY, 0x80000000, 0 },
	{ "0xffffffff", SEGMENT_KEY, 0xffffffff, 0 },
	{ "0", SEGMENT_PRIVATE, 0, 0 },
	{ "-0", SEGMENT_PRIVATE, 0, 0 },
	{ "0x0", SEGMENT_PRIVATE, 0, 0 },
	{ "private", SEGMENT_PRIVATE, 0, 0 },
	{ "id:0", SEGMENT_ID, 0, 0 },
	{ "id:7", SEGMENT_ID, 0, 7 },
	{ "id:0x10", SEGMENT_ID, 0, 16 },
	{ "id:2147483647", SEGMENT_ID, 0, 2147483647 },
	{ "text:NTP0", SEGMENT_KEY, 0x4e545030, 0 },
	{ "text:A", SEGMENT_KEY, 0x41, 0 },
	{ "text:a:b", SEGMENT_KEY, 0x613a62, 0 },
	{ "text:\377", SEGMENT_KEY, 0xff, 0 },
};

static const struct {
	const char *text;
	const char *complaint;
} refused[] = {
	{ "", "S: '' does not choose a segment" },
	{ "..", "S: '..' does not choose a segment" },
	{ "abc", "S: 'abc' does not choose a segment" },
	{ "1234x", "S: '1234x' does not choose a segment" },
	{ "08", "S: '08' does not choose a segment" },
	{ "0x", "S: '0x' does not choose a segment" },
	{ "1K", "S: '1K' does not choose a segment" },
	{ "Private", "S: 'Private' does not choose a segment" },
	{ "ID:7", "S: 'ID:7' does not choose a segment" },
	{ "id", "S: 'id' does not choose a segment" },
	{ "4294967296", "S: key '4294967296' does not fit 32 bits" },
	{ "-2147483649", "S: key '-2147483649' does not fit 32 bits" },
	{ "0x100000000", "S: key '0x100000000' does not fit 32 bits" },
	{ "99999999999999999999999",
	  "S: key '99999999999999999999999' does not fit 32 bits" },
	{ "id:", "id: '' is not a number" },
	{ "id:-1", "id: '-1' is negative" },
	{ "id:x", "id: 'x' is not a number" },
	{ "id:2147483648", "id: '2147483648' is over 2147483647" },
	{ "text:", "S: a key holds one to four bytes of text, not 0" },
	{ "text:ABCDE", "S: a key holds one to four bytes of text, not 5" },
	{ "ftok:", "S: 'ftok:' is not ftok:PATH:ID" },
	{ "ftok:/tmp", "S: 'ftok:/tmp' is not ftok:PATH:ID" },
	{ "ftok::a", "S: 'ftok::a' is not ftok:PATH:ID" },
	{ "ftok:/tmp:", "S: 'ftok:/tmp:' is not ftok:PATH:ID" },
	{ "ftok:/tmp:0", "S: the ID of ftok may not be 0 (ftok(3))" },
	{ "ftok:/tmp:256", "S: '256' is over 255" },
	{ "ftok:/tmp:ab",
	  "S: the ID of ftok is a character or a number, not 'ab'" },
	{ "ftok:/tmp:-1", "S: '-1' is negative" },
};

static const struct {
	const char *text;
	const char *path;
	unsigned char letter;
} ftoks[] = {
	{ "ftok:/tmp:a", "/tmp", 'a' }, { "ftok:.:7", ".", 7 },
	{ "ftok:/a:b:c", "/a:b", 'c' }, { "ftok:x:0x41", "x", 'A' },
	{ "ftok:x:255", "x", 255 },     { "ftok:x:+", "x", '+' },
	{ "ftok:x:\377", "x", 255 },
};

/* Places: the segment's text and the offset behind it. */
static const struct {
	const char *text;
	const char *segment;
	uint64_t offset;
} places[] = {
	{ ".", ".", 0 },
	{ "+16", ".", 16 },
	{ "+0", ".", 0 },
	{ ".+16", ".", 16 },
	{ "1234", "1234", 0 },
	{ "1234+0x10", "1234", 16 },
	{ "1234+4K", "1234", 4096 },
	{ "0x4d2+18446744073709551615", "0x4d2", UINT64_MAX },
	{ "-1+8", "-1", 8 },
	{ "id:7+8", "id:7", 8 },
	{ "text:a+b+8", "text:a+b", 8 },
	{ "text:a+b", "text:a+b", 0 },
	{ "ftok:/a+b:c+8", "ftok:/a+b:c", 8 },
	{ "ftok:/a+b:c", "ftok:/a+b:c", 0 },
	{ "+1234+8", "+1234", 8 },
};

static const struct {
	const char *text;
	const char *complaint;
} places_refused[] = {
	{ "", "P: '' does not choose a segment" },
	{ "+", "OFFSET: '' is not a size" },
	{ "1234+", "OFFSET: '' is not a size" },
	{ "1234+-1", "OFFSET: '-1' is negative" },
	{ "1234+1x", "OFFSET: '1x' is not a size" },
	{ "1234+08", "OFFSET: '08' is not a size" },
	{ "1234+x", "P: '1234+x' does not choose a segment" },
	{ "1234++8", "P: '1234+' does not choose a segment" },
	{ "1234+18446744073709551616",
	  "OFFSET: '18446744073709551616' does not fit 64 bits" },
	{ "4294967296+8", "P: key '4294967296' does not fit 32 bits" },
};

/* Exactly its size, so that sanitizers see any byte too far. */
static char *copy_of(const char *text)
{
	size_t length = strlen(text);
	char *copy = malloc(length ? length : 1);

	// NOLINTNEXTLINE(bugprone-not-null-terminated-result)
	memcpy(copy, text, length);
	return copy;
}

static void check_segments(void)
{
	struct complaint complaint = { .what = "" };
	struct segment_name name;

	for (size_t i = 0; i < sizeof(segments) / sizeof(segments[0]); i++) {
		char *copy = copy_of(segments[i].text);

		if (!check(segment_read("S", copy, strlen(segments[i].text),
		                        &name, &complaint) &&
		                   name.form == segments[i].form &&
		                   (uint32_t)name.key == segments[i].key &&
		                   name.id == segments[i].id &&
		                   name.text == copy &&
		                   name.length == strlen(segments[i].text),
		           "segment %s", segments[i].text))
			printf("# form %d, key %#x, id %d\n", name.form,
			       (unsigned)name.key, name.id);
		free(copy);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		char *copy = copy_of(refused[i].text);

		if (!check(!segment_read("S", copy, strlen(refused[i].text),
		                         &name, &complaint) &&
		                   strcmp(complaint.what,
		                          refused[i].complaint) == 0,
		           "no segment: %s", refused[i].complaint))
			printf("# %s\n", complaint.what);
		free(copy);
	}
}

static void check_ftok(void)
{
	struct complaint complaint;
	struct segment_name name;

	for (size_t i = 0; i < sizeof(ftoks) / sizeof(ftoks[0]); i++)
		check(segment_read("S", ftoks[i].text, strlen(ftoks[i].text),
		                   &name, &complaint) &&
		              name.form == SEGMENT_FTOK &&
		              name.letter == ftoks[i].letter &&
		              name.path_length == strlen(ftoks[i].path) &&
		              memcmp(segment_ftok_path(&name), ftoks[i].path,
		                     name.path_length) == 0,
		      "segment %s", ftoks[i].text);
	check(!segment_read("S", "ftok:a\0b:c", 10, &name, &complaint) &&
	              strcmp(complaint.what, "S: a path holds no NUL byte") ==
	                      0,
	      "a path with a NUL byte is refused");
}

static void check_places(void)
{
	struct complaint complaint = { .what = "" };
	struct place place;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		char *copy = copy_of(places[i].text);

		check(place_read("P", copy, strlen(places[i].text), &place,
		                 &complaint) &&
		              place.offset == places[i].offset &&
		              place.segment.length ==
		                      strlen(places[i].segment) &&
		              memcmp(place.segment.text, places[i].segment,
		                     place.segment.length) == 0,
		      "place %s is %s and %" PRIu64, places[i].text,
		      places[i].segment, places[i].offset);
		free(copy);
	}
	for (size_t i = 0;
	     i < sizeof(places_refused) / sizeof(places_refused[0]); i++) {
		const char *text = places_refused[i].text;

		if (!check(!place_read("P", text, strlen(text), &place,
		                       &complaint) &&
		                   strcmp(complaint.what,
		                          places_refused[i].complaint) == 0,
		           "no place '%s'", text))
			printf("# %s\n", complaint.what);
	}
}

int main(void)
{
	check_segments();
	check_ftok();
	check_places();
	return plan();
}
