/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/escape.h"

#include "text/output.h"
#include "text/utf8.h"
#include "text/width.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define DOTS "................................"

/* An x for each byte that stays whatever the style. */
static const char always[] =
	DOTS "xx.x.xxxxxxxxxxxxxxxxxxxxxxxxxxx"
	     "xxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxx"
	     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx." DOTS DOTS DOTS DOTS;

static bool stays(unsigned char byte, unsigned style)
{
	if (always[byte] == 'x')
		return true;
	if (byte == '\n')
		return style & ESCAPE_KEEP_NEWLINES;
	if (byte == '\\')
		return style & ESCAPE_KEEP_BACKSLASHES;
	if (byte == '"' || byte == '$')
		return !(style & ESCAPE_QUOTED);
	return false;
}

/* Those with a name of one letter: it stands at the same place in the other. */
static const char special[] = "\n\t\r\\\"$";
static const char names[] = "ntr\\\"$";

static size_t escaped_length(unsigned char byte)
{
	return byte && strchr(special, byte) ? 2 : 4;
}

static void show_escaped(struct output *output, unsigned char byte)
{
	static const char digits[] = "0123456789abcdef";
	size_t length = escaped_length(byte);
	char text[4] = { '\\', 'x', digits[byte >> 4], digits[byte & 15] };

	if (length == 2)
		text[1] = names[strchr(special, byte) - special];
	output_bytes(output, text, length);
}

/* The visible UTF-8 character *CODE at BYTES: its length, else 0. */
static size_t visible_length(const char *bytes, size_t length, uint32_t *code)
{
	size_t count = utf8_decode(bytes, length, code);

	return count > 1 && utf8_is_visible(*code) ? count : 0;
}

#ifdef __SSE2__
/* Do all of 16 bytes stay, whatever the style? */
static bool sixteen_stay(const char *bytes)
{
	__m128i here = _mm_loadu_si128((const __m128i *)bytes);
	__m128i above = _mm_sub_epi8(here, _mm_set1_epi8(' '));
	__m128i last = _mm_set1_epi8('~' - ' ');
	__m128i printable = _mm_cmpeq_epi8(_mm_min_epu8(above, last), above);
	__m128i named = _mm_or_si128(
		_mm_or_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8('\\')),
	                     _mm_cmpeq_epi8(here, _mm_set1_epi8('"'))),
		_mm_cmpeq_epi8(here, _mm_set1_epi8('$')));

	return _mm_movemask_epi8(_mm_andnot_si128(named, printable)) == 0xffff;
}
#endif

/* How many of the first bytes stay as they are. */
static size_t staying_length(const char *bytes, size_t length, unsigned style)
{
	size_t count = 0;

#ifdef __SSE2__
	while (length - count >= 16 && sixteen_stay(bytes + count))
		count += 16;
#endif
	while (count < length && stays((unsigned char)bytes[count], style))
		count++;
	return count;
}

void escape_show(struct output *output, const char *bytes, size_t length,
                 unsigned style)
{
	while (length > 0) {
		size_t count = staying_length(bytes, length, style);
		uint32_t code;

		if (count == 0 && output->utf8)
			count = visible_length(bytes, length, &code);
		if (count > 0) {
			output_bytes(output, bytes, count);
		} else {
			show_escaped(output, (unsigned char)*bytes);
			count = 1;
		}
		bytes += count;
		length -= count;
	}
}

size_t escape_plain(const char *bytes, size_t length)
{
	size_t count = 0;

	while (count < length && bytes[count] >= 0x20 && bytes[count] < 0x7f &&
	       bytes[count] != '\\')
		count++;
	return count;
}

size_t escape_width(const struct output *output, const char *bytes,
                    size_t length)
{
	size_t width = escape_plain(bytes, length);

	bytes += width;
	length -= width;
	while (length > 0) {
		unsigned char byte = (unsigned char)*bytes;
		uint32_t code;
		size_t count =
			output->utf8 ? visible_length(bytes, length, &code) : 0;

		if (count > 0)
			width += width_columns(code);
		else if (stays(byte, ESCAPE_ALL))
			width++;
		else
			width += escaped_length(byte);
		count = count > 0 ? count : 1;
		bytes += count;
		length -= count;
	}
	return width;
}
