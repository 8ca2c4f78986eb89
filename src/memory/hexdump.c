/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/hexdump.h"

#include "text/style.h"

#include <string.h>

#define ROW_BYTES    ((size_t)16)
#define SKIP_BYTES   4096 /* equal rows passed over at a time */
#define HALF_COLUMNS (ROW_BYTES / 2 * 3)
#define TEXT_COLUMN  (2 * HALF_COLUMNS + 4)
/* each byte twice, the offset, and where a column ends, are styled */
#define COLOURED_ROW (HEXDUMP_ROW + (2 * ROW_BYTES + 4) * STYLE_SEQUENCE)

#define HEX(high, low) high, low, ' ', ' '

#define HEX_ROW(high)                                                          \
	HEX(high, '0'), HEX(high, '1'), HEX(high, '2'), HEX(high, '3'),        \
		HEX(high, '4'), HEX(high, '5'), HEX(high, '6'),                \
		HEX(high, '7'), HEX(high, '8'), HEX(high, '9'),                \
		HEX(high, 'a'), HEX(high, 'b'), HEX(high, 'c'),                \
		HEX(high, 'd'), HEX(high, 'e'), HEX(high, 'f')

/* Two digits and two blanks for each byte: a store of four bytes is one. */
static const char cells[256 * 4] = {
	HEX_ROW('0'), HEX_ROW('1'), HEX_ROW('2'), HEX_ROW('3'),
	HEX_ROW('4'), HEX_ROW('5'), HEX_ROW('6'), HEX_ROW('7'),
	HEX_ROW('8'), HEX_ROW('9'), HEX_ROW('a'), HEX_ROW('b'),
	HEX_ROW('c'), HEX_ROW('d'), HEX_ROW('e'), HEX_ROW('f'),
};

#define DOTS "................................"

/* A table: on noise, a comparison would be guessed wrong every other time. */
static const char shown[] =
	DOTS " !\"#$%&'()*+,-./0123456789:;<=>?"
	     "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"
	     "`abcdefghijklmnopqrstuvwxyz{|}~." DOTS DOTS DOTS DOTS;

#define FIVE(style)    style, style, style, style, style
#define FIFTEEN(style) FIVE(style), FIVE(style), FIVE(style)
#define SIXTEEN(style) FIFTEEN(style), style

static const unsigned char classes[] = {
	STYLE_BYTE_ZERO,
	FIVE(STYLE_BYTE_CONTROL),
	STYLE_BYTE_CONTROL,
	STYLE_BYTE_CONTROL,
	STYLE_BYTE_CONTROL,
	/* \t \n \v \f \r */
	FIVE(STYLE_BYTE_SPACE),
	STYLE_BYTE_CONTROL,
	STYLE_BYTE_CONTROL,
	SIXTEEN(STYLE_BYTE_CONTROL),
	STYLE_BYTE_SPACE,
	FIFTEEN(STYLE_BYTE_TEXT),
	SIXTEEN(STYLE_BYTE_TEXT),
	SIXTEEN(STYLE_BYTE_TEXT),
	SIXTEEN(STYLE_BYTE_TEXT),
	SIXTEEN(STYLE_BYTE_TEXT),
	FIFTEEN(STYLE_BYTE_TEXT),
	STYLE_BYTE_CONTROL,
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	SIXTEEN(STYLE_BYTE_HIGH),
	FIFTEEN(STYLE_BYTE_HIGH),
	STYLE_BYTE_ONES,
};

_Static_assert(sizeof(classes) == 256, "each byte has a class");

static const char *cell(uint64_t byte)
{
	return cells + 4 * (byte & 0xff);
}

/* Eight digits or as many as it takes. */
static char *offset_write(char *out, uint64_t offset)
{
	int digits = 8;

	while (digits < 16 && offset >> (4 * digits) > 0)
		digits++;
	if (digits % 2 == 1)
		*out++ = cell(offset >> (4 * --digits))[1];
	while ((digits -= 2) >= 0) {
		memcpy(out, cell(offset >> (4 * digits)), 2);
		out += 2;
	}
	return out;
}

static char *whole_row_write(char *out, uint64_t offset,
                             const unsigned char *data)
{
	char *right;
	char *text;

	out = offset_write(out, offset);
	right = out + 2 + HALF_COLUMNS + 1;
	text = out + TEXT_COLUMN;
	memset(out, ' ', 2);
	/* each cell's last blank is where the next one begins */
	for (size_t i = 0; i < ROW_BYTES / 2; i++)
		memcpy(out + 2 + 3 * i, cell(data[i]), 4);
	for (size_t i = 0; i < ROW_BYTES / 2; i++)
		memcpy(right + 3 * i, cell(data[i + ROW_BYTES / 2]), 4);
	*text++ = '|';
	for (size_t i = 0; i < ROW_BYTES; i++)
		*text++ = shown[data[i]];
	*text++ = '|';
	*text++ = '\n';
	return text;
}

/* The end of a dump that is no multiple of 16 long. */
static char *short_row_write(char *out, uint64_t offset,
                             const unsigned char *data, size_t length)
{
	char *text;

	out = offset_write(out, offset);
	text = out + TEXT_COLUMN;
	memset(out, ' ', TEXT_COLUMN);
	*text++ = '|';
	for (size_t i = 0; i < length; i++) {
		size_t column = i < ROW_BYTES / 2 ? 2 + 3 * i : 3 + 3 * i;

		memcpy(out + column, cell(data[i]), 2);
		*text++ = shown[data[i]];
	}
	*text++ = '|';
	*text++ = '\n';
	return text;
}

/* Turns STYLE on where it is not; a jump would be guessed wrong here, too. */
static char *style_switch(char *out, unsigned *current, unsigned style)
{
	const struct style_sequence *sequence = &style_sequences[style];

	memcpy(out, sequence->bytes, STYLE_SEQUENCE);
	out += style == *current ? 0 : sequence->length;
	*current = style;
	return out;
}

static char *coloured_offset_write(char *out, uint64_t offset)
{
	unsigned style = STYLE_PLAIN;

	out = style_switch(out, &style, STYLE_DIM);
	out = offset_write(out, offset);
	return style_switch(out, &style, STYLE_PLAIN);
}

/* Whole or short, with its offset. */
static char *coloured_row_write(char *out, uint64_t offset,
                                const unsigned char *data, size_t length)
{
	unsigned style = STYLE_PLAIN;
	size_t blanks = 3 * (ROW_BYTES - length) + 1;

	out = coloured_offset_write(out, offset);
	memset(out, ' ', 2);
	out += 2;
	for (size_t i = 0; i < length; i++) {
		if (i == ROW_BYTES / 2)
			*out++ = ' ';
		out = style_switch(out, &style, classes[data[i]]);
		memcpy(out, cell(data[i]), 4);
		out += 3;
	}
	out = style_switch(out, &style, STYLE_PLAIN);
	blanks += length <= ROW_BYTES / 2;
	memset(out, ' ', blanks);
	out += blanks;
	*out++ = '|';
	for (size_t i = 0; i < length; i++) {
		out = style_switch(out, &style, classes[data[i]]);
		*out++ = shown[data[i]];
	}
	out = style_switch(out, &style, STYLE_PLAIN);
	*out++ = '|';
	*out++ = '\n';
	return out;
}

static bool row_folds(struct hexdump *dump, const unsigned char *data)
{
	if (dump->verbose)
		return false;
	if (dump->started && memcmp(dump->previous, data, ROW_BYTES) == 0)
		return true;
	memcpy(dump->previous, data, ROW_BYTES);
	dump->folding = false;
	return false;
}

/* How many bytes behind the row at DATA surely repeat it. */
static size_t rows_skip(const unsigned char *data, size_t length)
{
	size_t skipped = 0;

	while (length - skipped >= SKIP_BYTES + ROW_BYTES &&
	       memcmp(data + skipped, data + skipped + ROW_BYTES, SKIP_BYTES) ==
	               0)
		skipped += SKIP_BYTES;
	return skipped;
}

size_t hexdump_feed(struct hexdump *dump, const unsigned char *data,
                    size_t length, char *out)
{
	char *position = out;

	while (length >= ROW_BYTES) {
		size_t taken = ROW_BYTES;

		if (!row_folds(dump, data)) {
			position =
				dump->colour
					? coloured_row_write(position,
			                                     dump->offset, data,
			                                     ROW_BYTES)
					: whole_row_write(position,
			                                  dump->offset, data);
		} else {
			if (!dump->folding) {
				*position++ = '*';
				*position++ = '\n';
			}
			dump->folding = true;
			taken += rows_skip(data, length);
		}
		dump->started = true;
		dump->offset += taken;
		data += taken;
		length -= taken;
	}
	if (length > 0) {
		dump->started = true;
		position = dump->colour
		                   ? coloured_row_write(position, dump->offset,
		                                        data, length)
		                   : short_row_write(position, dump->offset,
		                                     data, length);
		dump->offset += length;
	}
	return (size_t)(position - out);
}

size_t hexdump_end(const struct hexdump *dump, char *out)
{
	char *position = out;

	if (dump->started) {
		position = dump->colour
		                   ? coloured_offset_write(out, dump->offset)
		                   : offset_write(out, dump->offset);
		*position++ = '\n';
	}
	return (size_t)(position - out);
}

size_t hexdump_room(const struct hexdump *dump, size_t length)
{
	return (length / ROW_BYTES + 1) *
	       (dump->colour ? COLOURED_ROW : HEXDUMP_ROW);
}
