/* An entry as a line and back: session/history_line.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history_line.h"
#include "check.h"

#include <string.h>

enum {
	MOST = 64
};

static const struct {
	const char *text;
	const char *line;
} encoded[] = {
	{ "create 1234 4096", "create 1234 4096" },
	{ "", "" },
	{ "two\nlines", "two\\nlines" },
	{ "write 1 \"a\\nb\"", "write 1 \"a\\\\nb\"" },
	{ "\ttab", "\\x09tab" },
	{ "\x1b[2J\x7f", "\\x1b[2J\\x7f" },
	{ "h\xc3\xa4 \xe2\x82\xac \xf0\x9f\x90\x98",
	  "h\xc3\xa4 \xe2\x82\xac \xf0\x9f\x90\x98" },
	{ "\xff\xc3", "\\xff\\xc3" },
	{ "\xc2\x9b", "\\xc2\\x9b" },          /* CSI */
	{ "\xe2\x80\xae", "\\xe2\\x80\\xae" }, /* turns direction */
};

/* Lines that this program would not write. */
static const struct {
	const char *line;
	const char *text;
} lenient[] = {
	{ "\\", "\\" },
	{ "\\t\\q\\", "\\t\\q\\" },
	{ "\\x", "\\x" },
	{ "\\x1", "\\x1" },
	{ "\\x1g", "\\x1g" },
	{ "\\x4A\\x4a", "JJ" },
	{ "\\xag", "\\xag" },
	{ "a\\x00b", "ab" },
	{ "\xff raw", "\xff raw" },
	{ "\ttab", "\ttab" },
};

static bool decodes(const char *line, size_t length, const char *text)
{
	char decoded[MOST];
	size_t used = history_line_decode(line, length, decoded);

	return used == strlen(text) && strcmp(decoded, text) == 0;
}

static void check_examples(void)
{
	char line[MOST * HISTORY_LINE_GROWTH];

	for (size_t i = 0; i < sizeof(encoded) / sizeof(encoded[0]); i++) {
		size_t length = history_line_encode(
			encoded[i].text, strlen(encoded[i].text), line);

		check(length == strlen(encoded[i].line) &&
		              memcmp(line, encoded[i].line, length) == 0,
		      "it is written as %s", encoded[i].line);
		check(decodes(line, length, encoded[i].text), "and read again");
	}
	for (size_t i = 0; i < sizeof(lenient) / sizeof(lenient[0]); i++)
		check(decodes(lenient[i].line, strlen(lenient[i].line),
		              lenient[i].text),
		      "taken as it can be, row %zu", i);
	check(decodes("a\0b\0", 4, "ab"), "NULs are dropped");
	check(decodes("\\x41", 3, "\\x4"), "not a byte behind it is read");
}

/* No byte that a terminal acts on, nor a newline. */
static bool is_plain(const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == '\x7f')
			return false;
	return true;
}

static bool comes_back(const char *text, size_t length)
{
	char line[MOST * HISTORY_LINE_GROWTH];
	char decoded[MOST];
	size_t used = history_line_encode(text, length, line);

	return used <= length * HISTORY_LINE_GROWTH && is_plain(line, used) &&
	       history_line_decode(line, used, decoded) == length &&
	       memcmp(decoded, text, length) == 0;
}

static void check_all_bytes(void)
{
	bool good = true;

	for (int first = 1; first < 256; first++) {
		for (int second = 1; second < 256; second++) {
			char text[] = { (char)first, (char)second, 'n', '4',
				        (char)first };

			for (size_t length = 1; length <= sizeof(text);
			     length++)
				good = good && comes_back(text, length);
		}
	}
	check(good, "all bytes come back, beside all others");
}

int main(void)
{
	check_examples();
	check_all_bytes();
	return plan();
}
