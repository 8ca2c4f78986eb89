/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/content.h"

#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	TEXT_LEAST = 4,     /* characters of a text ... */
	TEXT_CUT_LEAST = 2, /* ... of which we may see but a part */
	GLANCE = 512,       /* bytes of which few are of texts: it is none */
	SMALL = 1 << 20
};

static bool is_zero(const unsigned char *bytes, size_t length)
{
	return bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0;
}

/* The bytes of the character of a text at BYTES; 0 when there is none. */
static size_t character_length(const unsigned char *bytes, size_t length)
{
	unsigned char byte = *bytes;
	uint32_t code;

	if (byte < 0x80)
		return (byte >= ' ' && byte != 0x7f) ||
		       (byte >= '\t' && byte <= '\r');
	/* most of what is no text ends here */
	if (byte < 0xc2 || byte > 0xf4 || length < 2 || bytes[1] >> 6 != 2)
		return 0;
	return utf8_decode((const char *)bytes, length, &code);
}

/* Three quarters, and not nothing. */
static bool is_most(size_t part, size_t whole)
{
	return part > 0 && 4 * part >= 3 * whole;
}

static bool is_text(const unsigned char *bytes, size_t length)
{
	size_t used = 0;
	size_t in_texts = 0;
	size_t at = 0;

	while (at < length) {
		size_t start = at;
		size_t count;
		bool cut;

		while (at < length &&
		       (count = character_length(bytes + at, length - at)) > 0)
			at += count;
		cut = start == 0 || at >= length;
		used += at - start;
		if (at - start >= (cut ? TEXT_CUT_LEAST : TEXT_LEAST))
			in_texts += at - start;
		if (at < length)
			used += bytes[at++] != 0;
		if (used >= GLANCE && 4 * in_texts < used)
			return false;
	}
	return is_most(in_texts, used);
}

static bool is_small(uint32_t word)
{
	return word < SMALL || word > UINT32_MAX - SMALL;
}

/* In this machine's byte order or in the other one. */
static bool is_numbers(const unsigned char *bytes, size_t length)
{
	size_t used = 0;
	size_t small = 0;
	size_t small_swapped = 0;

	for (size_t at = 0; at < length && used < GLANCE / sizeof(uint32_t);
	     at += sizeof(uint32_t)) {
		size_t left = length - at;
		uint32_t word = 0;

		memcpy(&word, bytes + at,
		       left < sizeof(word) ? left : sizeof(word));
		if (word == 0)
			continue;
		used++;
		small += is_small(word);
		small_swapped += is_small(__builtin_bswap32(word));
	}
	return is_most(small, used) || is_most(small_swapped, used);
}

enum content content_of(const void *bytes, size_t length)
{
	if (is_zero(bytes, length))
		return CONTENT_ZERO;
	if (is_text(bytes, length))
		return CONTENT_TEXT;
	return is_numbers(bytes, length) ? CONTENT_NUMBERS : CONTENT_OTHER;
}
