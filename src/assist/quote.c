/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/quote.h"

#include "text/line.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONGEST = 8 /* a byte's longest form: "\xHH" or '\'' */
};

/* May be typed as it is: visible ASCII and UTF-8. */
static size_t typed_length(const char *text, size_t length)
{
	uint32_t code;
	size_t count = utf8_decode(text, length, &code);

	if (count == 1)
		return code >= 0x20 && code < 0x7f;
	return count > 1 && utf8_is_visible(code) ? count : 0;
}

/* A byte that can not be typed, or that may mean something in STYLE. */
static void add_byte(struct line *line, enum quoting style, char byte,
                     bool typed)
{
	static const char *const special[] = {
		[QUOTING_BARE] = " '\"\\$;|",
		[QUOTING_SINGLE] = "'",
		[QUOTING_DOUBLE] = "\"\\$",
	};
	bool means = strchr(special[style], byte);

	if (!typed && style == QUOTING_DOUBLE)
		line_add(line, "\\x%02x", (unsigned char)byte);
	else if (!typed && style == QUOTING_SINGLE)
		line_add(line, "'\"\\x%02x\"'", (unsigned char)byte);
	else if (!typed)
		line_add(line, "\"\\x%02x\"", (unsigned char)byte);
	else if (means && style == QUOTING_SINGLE)
		line_add(line, "'\\''");
	else
		line_add(line, means ? "\\%c" : "%c", byte);
}

bool quote_is_needless(const char *text)
{
	static const char harmless[] = "abcdefghijklmnopqrstuvwxyz"
				       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789_-+./,:@%=";

	while (*text) {
		size_t length = typed_length(text, strlen(text));

		if (length == 0 || (length == 1 && !strchr(harmless, *text)))
			return false;
		text += length;
	}
	return true;
}

const char *quote_closing(enum quoting style)
{
	if (style == QUOTING_SINGLE)
		return "' ";
	return style == QUOTING_DOUBLE ? "\" " : " ";
}

char *quote_write(enum quoting style, bool at_start, const char *text,
                  size_t length, const char *ending)
{
	size_t size = length * LONGEST + LONGEST + strlen(ending);
	char *written = malloc(size);
	struct line line;

	if (!written)
		return NULL;
	line = line_on(written, size);
	/* these would mean something where a word begins */
	if (at_start && style == QUOTING_BARE && length > 0 &&
	    strchr("#>!", *text))
		line_add(&line, "\\");
	while (length > 0) {
		size_t count = typed_length(text, length);

		if (count > 1)
			line_add(&line, "%.*s", (int)count, text);
		else
			add_byte(&line, style, *text, count == 1);
		count += count == 0;
		text += count;
		length -= count;
	}
	line_add(&line, "%s", ending);
	return written;
}
