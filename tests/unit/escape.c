/* Bytes from outside made safe, and typed again: text/escape.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/escape.h"
#include "capture.h"
#include "check.h"
#include "language/words.h"
#include "text/utf8.h"

#include <string.h>

enum {
	RANDOM_STRINGS = 2000,
	LONGEST = 300,
	SEED = 20261124
};

#define ROW(bytes, style, utf8, text)                                          \
	{                                                                      \
		bytes, sizeof(bytes) - 1, style, utf8, text                    \
	}

static const struct {
	const char *bytes;
	size_t length;
	unsigned style;
	bool utf8;
	const char *text;
} rows[] = {
	ROW("", ESCAPE_ALL, true, ""),
	ROW("a b~", ESCAPE_ALL, false, "a b~"),
	ROW("a\nb\tc\rd", ESCAPE_ALL, false, "a\\nb\\tc\\rd"),
	/* sixteen at a time */
	ROW("0123456789abcdef ~!#%[]x\\yz012345678901234567890\n01234567890123",
	    ESCAPE_ALL, false,
	    "0123456789abcdef ~!#%[]x\\\\yz012345678901234567890\\n01234567890123"),
	ROW("0123456789abcdef0123456789abcd\"$01234567890123\x7f\x80 012345678901",
	    ESCAPE_QUOTED, false,
	    "0123456789abcdef0123456789abcd\\\"\\$01234567890123\\x7f\\x80 012345678901"),
	ROW("a\nb", ESCAPE_KEEP_NEWLINES, false, "a\nb"),
	ROW("a\\b", ESCAPE_ALL, false, "a\\\\b"),
	ROW("a\\b", ESCAPE_KEEP_BACKSLASHES, false, "a\\b"),
	ROW("a\"$b", ESCAPE_ALL, false, "a\"$b"),
	ROW("a\"$b", ESCAPE_QUOTED, false, "a\\\"\\$b"),
	ROW("\0\1\033[0m\177", ESCAPE_ALL, true, "\\x00\\x01\\x1b[0m\\x7f"),
	ROW("\303\244", ESCAPE_ALL, true, "\303\244"),
	ROW("\303\244", ESCAPE_ALL, false, "\\xc3\\xa4"),
	ROW("\303", ESCAPE_ALL, true, "\\xc3"),
	ROW("\342\202\254\360\237\230\200", ESCAPE_ALL, true,
	    "\342\202\254\360\237\230\200"),
	/* C1, zero width, direction, byte order mark, private, tag */
	ROW("\302\233", ESCAPE_ALL, true, "\\xc2\\x9b"),
	ROW("\342\200\213", ESCAPE_ALL, true, "\\xe2\\x80\\x8b"),
	ROW("\342\200\256", ESCAPE_ALL, true, "\\xe2\\x80\\xae"),
	ROW("\342\201\246", ESCAPE_ALL, true, "\\xe2\\x81\\xa6"),
	ROW("\357\273\277", ESCAPE_ALL, true, "\\xef\\xbb\\xbf"),
	ROW("\356\200\200", ESCAPE_ALL, true, "\\xee\\x80\\x80"),
	ROW("\363\240\200\201", ESCAPE_ALL, true, "\\xf3\\xa0\\x80\\x81"),
	/* overlong, surrogate, beyond */
	ROW("\300\257", ESCAPE_ALL, true, "\\xc0\\xaf"),
	ROW("\355\240\200", ESCAPE_ALL, true, "\\xed\\xa0\\x80"),
	ROW("\364\220\200\200", ESCAPE_ALL, true, "\\xf4\\x90\\x80\\x80"),
};

static void check_rows(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text;

		escape_show(capture_begin(rows[i].utf8), rows[i].bytes,
		            rows[i].length, rows[i].style);
		text = capture_end();
		if (!check(strcmp(text, rows[i].text) == 0, "row %zu", i))
			printf("# is %s\n", text);
	}
}

static bool is_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	return true;
}

/* Nothing but visible characters, the terminal's own escapes left out. */
static bool is_visible(const char *text, size_t length)
{
	while (length > 0) {
		uint32_t code;
		size_t count = utf8_decode(text, length, &code);

		if (count == 0 || !utf8_is_visible(code))
			return false;
		text += count;
		length -= count;
	}
	return true;
}

/* Shows BYTES in double quotes and reads that as a word again. */
static bool comes_back(const char *bytes, size_t length, bool utf8,
                       struct statement *statement)
{
	struct output *output = capture_begin(utf8);
	struct complaint complaint;
	size_t position = 0;
	const char *line;

	output_byte(output, '"');
	escape_show(output, bytes, length, ESCAPE_QUOTED);
	output_byte(output, '"');
	line = capture_end();
	return (utf8 || is_ascii(line, capture_length)) &&
	       is_visible(line, capture_length) &&
	       statement_read(statement, line, capture_length, &position, NULL,
	                      &complaint) &&
	       statement->count == 1 && position == capture_length &&
	       statement->state == STATEMENT_ENDS &&
	       statement->words[0].length == length &&
	       memcmp(statement->words[0].text, bytes, length) == 0;
}

static void check_pairs(bool utf8, struct statement *statement)
{
	unsigned wrong = 0;

	for (unsigned pair = 0; pair < 65536; pair++) {
		char bytes[2] = { (char)(pair >> 8), (char)pair };

		if (!comes_back(bytes, 2, utf8, statement) && wrong++ < 10)
			printf("# %04x\n", pair);
	}
	check(wrong == 0, "all pairs of bytes come back%s",
	      utf8 ? ", UTF-8 shown" : ", in ASCII");
}

static void check_random(bool utf8, struct statement *statement)
{
	unsigned wrong = 0;

	srand(SEED);
	for (int i = 0; i < RANDOM_STRINGS; i++) {
		char bytes[LONGEST];
		size_t length = (size_t)rand() % LONGEST;

		for (size_t j = 0; j < length; j++)
			bytes[j] = (char)rand();
		wrong += !comes_back(bytes, length, utf8, statement);
	}
	check(wrong == 0, "%d random strings come back, seed %d",
	      RANDOM_STRINGS, SEED);
}

static void check_characters(struct statement *statement)
{
	unsigned wrong = 0;

	for (uint32_t code = 0; code <= 0x110000; code++) {
		char bytes[UTF8_LONGEST];
		size_t length = utf8_encode(code, bytes);
		bool same;

		/* every 31st is enough of what is far off */
		if (length == 0 || (code > 0x20000 && code % 31 != 0))
			continue;
		escape_show(capture_begin(true), bytes, length, ESCAPE_ALL);
		capture_end();
		same = capture_length == length &&
		       memcmp(capture_text, bytes, length) == 0;
		if (code != '\\' && same != utf8_is_visible(code) &&
		    wrong++ < 10)
			printf("# U+%04x\n", code);
		if (!comes_back(bytes, length, true, statement))
			wrong++;
	}
	check(wrong == 0, "of all characters the visible ones are shown as "
	                  "they are");
}

int main(void)
{
	struct statement statement = { 0 };

	check_rows();
	check_pairs(false, &statement);
	check_pairs(true, &statement);
	check_random(false, &statement);
	check_random(true, &statement);
	check_characters(&statement);
	statement_finish(&statement);
	return plan();
}
