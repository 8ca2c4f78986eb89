/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/escape.h"

#include "text/output.h"
#include "text/utf8.h"

#include <string.h>

static bool stays(unsigned char byte, unsigned style)
{
	if (byte == '\n')
		return style & ESCAPE_KEEP_NEWLINES;
	if (byte == '\\')
		return style & ESCAPE_KEEP_BACKSLASHES;
	if (byte == '"' || byte == '$')
		return !(style & ESCAPE_QUOTED);
	return byte >= 0x20 && byte < 0x7f;
}

static void show_escaped(struct output *output, unsigned char byte)
{
	static const char digits[] = "0123456789abcdef";
	static const char special[] = "\n\t\r\\\"$";
	static const char names[] = "ntr\\\"$";
	const char *found = byte ? strchr(special, byte) : NULL;
	char text[4] = { '\\', 'x', digits[byte >> 4], digits[byte & 15] };

	if (found)
		text[1] = names[found - special];
	output_bytes(output, text, found ? 2 : 4);
}

/* The visible UTF-8 character at BYTES: its length, else 0. */
static size_t visible_length(const char *bytes, size_t length)
{
	uint32_t code;
	size_t count = utf8_decode(bytes, length, &code);

	return count > 1 && utf8_is_visible(code) ? count : 0;
}

void escape_show(struct output *output, const char *bytes, size_t length,
                 unsigned style)
{
	while (length > 0) {
		size_t count = 0;

		while (count < length &&
		       stays((unsigned char)bytes[count], style))
			count++;
		if (count == 0 && output->utf8)
			count = visible_length(bytes, length);
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
