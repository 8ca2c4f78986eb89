/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history_line.h"

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the visible character at TEXT, 0 when there is none. */
static size_t visible_length(const char *text, size_t length)
{
	uint32_t code;
	size_t count = utf8_decode(text, length, &code);

	return count > 0 && utf8_is_visible(code) ? count : 0;
}

static size_t escape_byte(unsigned char byte, char *line)
{
	static const char digits[] = "0123456789abcdef";

	line[0] = '\\';
	if (byte == '\n' || byte == '\\') {
		line[1] = byte == '\n' ? 'n' : '\\';
		return 2;
	}
	line[1] = 'x';
	line[2] = digits[byte >> 4];
	line[3] = digits[byte & 15];
	return 4;
}

size_t history_line_encode(const char *text, size_t length, char *line)
{
	size_t used = 0;

	for (size_t i = 0; i < length;) {
		size_t count = visible_length(text + i, length - i);

		if (count == 0 || text[i] == '\\') {
			used += escape_byte((unsigned char)text[i++],
			                    line + used);
			continue;
		}
		memcpy(line + used, text + i, count);
		used += count;
		i += count;
	}
	return used;
}

static int digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

/* The byte that the escape at LINE means, and its length; 0 when it is none. */
static size_t unescape(const char *line, size_t length, char *byte)
{
	if (length >= 2 && (line[1] == 'n' || line[1] == '\\')) {
		*byte = line[1] == 'n' ? '\n' : '\\';
		return 2;
	}
	if (length >= 4 && line[1] == 'x' && digit_value(line[2]) >= 0 &&
	    digit_value(line[3]) >= 0) {
		*byte = (char)(digit_value(line[2]) << 4 |
		               digit_value(line[3]));
		return 4;
	}
	return 0;
}

size_t history_line_decode(const char *line, size_t length, char *text)
{
	size_t used = 0;

	for (size_t i = 0; i < length;) {
		size_t count = 0;
		char byte = line[i];

		if (byte == '\\')
			count = unescape(line + i, length - i, &byte);
		if (byte)
			text[used++] = byte;
		i += count > 0 ? count : 1;
	}
	text[used] = '\0';
	return used;
}
