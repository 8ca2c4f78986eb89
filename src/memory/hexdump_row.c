/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/hexdump_row.h"

#include "text/style.h"

#include <string.h>

#define ROW_BYTES    HEXDUMP_BYTES
#define HALF_COLUMNS (ROW_BYTES / 2 * 3)
#define TEXT_COLUMN  (2 * HALF_COLUMNS + 4)

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
static char *plain_offset_write(char *out, uint64_t offset)
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

	out = plain_offset_write(out, offset);
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

	out = plain_offset_write(out, offset);
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
	out = plain_offset_write(out, offset);
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

char *hexdump_row(char *out, uint64_t offset, const unsigned char *data,
                  size_t length, bool colour)
{
	if (colour)
		return coloured_row_write(out, offset, data, length);
	return length == ROW_BYTES ? whole_row_write(out, offset, data)
	                           : short_row_write(out, offset, data, length);
}

char *hexdump_offset(char *out, uint64_t offset, bool colour)
{
	return colour ? coloured_offset_write(out, offset)
	              : plain_offset_write(out, offset);
}
