/* What bytes are taken for. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/content.h"

#include "check.h"

#include <stdint.h>
#include <string.h>

static unsigned char page[4096];

static void clear(void)
{
	memset(page, 0, sizeof(page));
}

static void text_check(void)
{
	clear();
	check(content_of(page, 4096) == CONTENT_ZERO, "zeros");
	check(content_of(page, 1) == CONTENT_ZERO, "one zero");
	memcpy(page + 100, "name=Ada", 9);
	check(content_of(page, 4096) == CONTENT_TEXT, "a text among zeros");
	check(content_of(page + 104, 16) == CONTENT_TEXT, "the end of one");
	memset(page, 'x', sizeof(page));
	check(content_of(page, 4096) == CONTENT_TEXT, "nothing but text");
	clear();
	for (size_t i = 0; i < 40; i++)
		memcpy(page + 100 * i,
		       "\xc3\xbc\xe2\x82\xac gr\xc3\xbc\xc3\x9f", 12);
	check(content_of(page, 4096) == CONTENT_TEXT, "text in UTF-8");
}

/* Numbers of SIZE bytes, from -50 on. */
static void numbers_fill(size_t size, bool swapped)
{
	clear();
	for (size_t i = 0; i < sizeof(page) / size; i++) {
		int64_t number = (int64_t)i * 3 - 50;
		unsigned char bytes[8];

		memcpy(bytes, &number, sizeof(bytes));
		for (size_t j = 0; j < size; j++)
			page[size * i + j] = bytes[swapped ? size - 1 - j : j];
	}
}

static void numbers_check(void)
{
	numbers_fill(4, false);
	check(content_of(page, 4096) == CONTENT_NUMBERS, "i32");
	numbers_fill(8, false);
	check(content_of(page, 4096) == CONTENT_NUMBERS, "i64");
	numbers_fill(4, true);
	check(content_of(page, 4096) == CONTENT_NUMBERS, "i32be");
	clear();
	page[0] = 65;
	page[4] = 66;
	check(content_of(page, 4096) == CONTENT_NUMBERS,
	      "numbers whose bytes are letters");
	check(content_of(page, 4) == CONTENT_NUMBERS, "one of them");
}

static void other_check(void)
{
	unsigned state = 1;

	for (size_t i = 0; i < sizeof(page); i++) {
		state = state * 1103515245 + 12345;
		page[i] = (unsigned char)(state >> 16);
	}
	check(content_of(page, 4096) == CONTENT_OTHER, "noise");
	clear();
	for (size_t i = 0; i < sizeof(page) / 8; i++) {
		double number = (double)i / 7 + 1;

		memcpy(page + 8 * i, &number, sizeof(number));
	}
	check(content_of(page, 4096) == CONTENT_OTHER, "f64");
	clear();
	for (size_t i = 0; i < sizeof(page) / 8; i++) {
		uint64_t address = UINT64_C(0x7f0012345678) + 1234567 * i;

		memcpy(page + 8 * i, &address, sizeof(address));
	}
	check(content_of(page, 4096) == CONTENT_OTHER, "addresses");
	page[0] = 0x80;
	check(content_of(page, 1) == CONTENT_NUMBERS, "one byte is a number");
}

int main(void)
{
	text_check();
	numbers_check();
	other_check();
	return plan();
}
