/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	if (first >= 0xf0 && first < 0xf5)
		return 4;
	return 0;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	unsigned char first = length > 0 ? (unsigned char)*text : 0xff;
	size_t count = sequence_length(first);

	if (count == 0 || count > length)
		return 0;
	*code = first & masks[count];
	for (size_t i = 1; i < count; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (text[i] & 0x3f);
	}
	if (*code < least[count] || *code > UTF8_MOST ||
	    (*code >= 0xd800 && *code < 0xe000))
		return 0;
	return count;
}

size_t utf8_length(const char *text, size_t length)
{
	uint32_t code;

	return utf8_decode(text, length, &code);
}

size_t utf8_encode(uint64_t code, char out[static UTF8_LONGEST])
{
	size_t length;

	if (code > UTF8_MOST || (code >= 0xd800 && code < 0xe000))
		return 0;
	if (code < 0x80) {
		*out = (char)code;
		return 1;
	}
	length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	/* the first byte has as many ones on top as there are bytes */
	out[0] = (char)((0xf00U >> length & 0xff) | code);
	return length;
}

size_t utf8_whole(const char *text, size_t length)
{
	for (size_t back = 1; back < UTF8_LONGEST && back <= length; back++) {
		unsigned char byte = (unsigned char)text[length - back];

		if ((byte & 0xc0) != 0x80)
			return sequence_length(byte) > back ? length - back
			                                    : length;
	}
	return length;
}

bool utf8_valid(const char *text, size_t length)
{
	while (length > 0) {
		uint32_t code;
		size_t count = utf8_decode(text, length, &code);

		if (count == 0)
			return false;
		text += count;
		length -= count;
	}
	return true;
}

bool utf8_is_visible(uint32_t code)
{
	static const struct {
		uint32_t from;
		uint32_t to;
	} hidden[] = {
		{ 0x0000, 0x001f },   /* C0 controls */
		{ 0x007f, 0x00a0 },   /* DEL, C1 controls */
		{ 0x00ad, 0x00ad },   /* soft hyphen */
		{ 0x034f, 0x034f },   /* grapheme joiner */
		{ 0x061c, 0x061c },   /* Arabic letter mark */
		{ 0x115f, 0x1160 },   /* Hangul fillers */
		{ 0x17b4, 0x17b5 },   /* Khmer inherent vowels */
		{ 0x180b, 0x180f },   /* Mongolian selectors */
		{ 0x2000, 0x200f },   /* zero width, directions */
		{ 0x2028, 0x202e },   /* separators, directions */
		{ 0x2060, 0x206f },   /* joiners, isolates */
		{ 0x3164, 0x3164 },   /* Hangul filler */
		{ 0xd800, 0xf8ff },   /* surrogates, private use */
		{ 0xfdd0, 0xfdef },   /* noncharacters */
		{ 0xfe00, 0xfe0f },   /* variation selectors */
		{ 0xfeff, 0xfeff },   /* byte order mark */
		{ 0xffa0, 0xffa0 },   /* half-width filler */
		{ 0xfff0, 0xfffb },   /* specials */
		{ 0xfffe, 0xffff },   /* noncharacters */
		{ 0x1bca0, 0x1bca3 }, /* shorthand controls */
		{ 0x1d173, 0x1d17a }, /* musical controls */
		{ 0x1fffe, 0x1ffff }, /* noncharacters */
		{ 0x2fffe, 0x2ffff },
		{ 0x3fffe, 0x10ffff }, /* unassigned, tags, private use */
	};

	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (code >= hidden[i].from && code <= hidden[i].to)
			return false;
	return true;
}

bool utf8_wanted(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strcasestr(value, "utf-8") ||
			       strcasestr(value, "utf8");
	}
	return false;
}
