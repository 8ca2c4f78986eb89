/* Where bytes differ: memory/changes.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/changes.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

/* The changes of two texts, as "2+1 8+4 ". */
static const char *found(const char *before, const char *now, size_t unit)
{
	static char text[400];
	struct changes changes = {
		.before = (const unsigned char *)before,
		.now = (const unsigned char *)now,
		.length = strlen(now),
		.unit = unit,
	};
	size_t used = 0;
	size_t length;

	text[0] = '\0';
	for (size_t at = 0; (length = changes_next(&changes, &at)) > 0;
	     at += length)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		                         "%zu+%zu ", at, length);
	return text;
}

static const struct {
	const char *before;
	const char *now;
	size_t unit;
	const char *changes;
} rows[] = {
	{ "", "", 0, "" },
	{ "abc", "abc", 0, "" },
	{ "abc", "abX", 0, "2+1 " },
	{ "abc", "XYZ", 0, "0+3 " },
	/* up to three equal bytes between two changes are shown with them */
	{ "0123456789", "X123X56789", 0, "0+5 " },
	{ "0123456789", "X1234X6789", 0, "0+1 5+1 " },
	{ "0123456789", "X1X3X5X7X9", 0, "0+9 " },
	/* rows of 16 bytes have their own */
	{ "0123456789abcdef0123456789abcdef",
	  "0123456789abcdXXXX23456789abcdef", 0, "14+2 16+2 " },
	{ "0123456789abcdef0123456789abcdef",
	  "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", 0, "0+16 16+16 " },
	{ "01234567", "0123456X", 4, "4+4 " },
	{ "01234567", "X1234567", 4, "0+4 " },
	{ "01234567", "X123456X", 4, "0+4 4+4 " },
	{ "012345678", "0123X5678", 3, "3+3 " },
	{ "01", "0X", 1, "1+1 " },
};

enum {
	LARGE = 100000,
	TRIES = 2000
};

/* Beside the plainest way: every difference is in a run, no run ends equal. */
static bool agrees(const unsigned char *before, const unsigned char *now,
                   size_t size, size_t *total)
{
	struct changes changes = { .before = before,
		                   .now = now,
		                   .length = size };
	size_t end = 0;
	size_t length;

	for (size_t at = 0; (length = changes_next(&changes, &at)) > 0;
	     at += length) {
		if (at < end || at + length > size ||
		    memcmp(before + end, now + end, at - end) != 0 ||
		    before[at] == now[at] ||
		    before[at + length - 1] == now[at + length - 1] ||
		    at / CHANGES_ROW != (at + length - 1) / CHANGES_ROW)
			return false;
		end = at + length;
		++*total;
	}
	return memcmp(before + end, now + end, size - end) == 0;
}

static void check_large(void)
{
	static unsigned char before[LARGE];
	static unsigned char now[LARGE];
	size_t total = 0;
	bool good = true;

	srand(1);
	for (size_t i = 0; i < TRIES && good; i++) {
		now[rand() % LARGE] ^= (unsigned char)(1 + rand() % 255);
		if (i % 100 == 0)
			memcpy(before, now, sizeof(before));
		good = agrees(before, now, LARGE - i % 7, &total);
	}
	check(good && total > TRIES * 20, "no change of many is lost");
}

int main(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text =
			found(rows[i].before, rows[i].now, rows[i].unit);

		check(strcmp(text, rows[i].changes) == 0, "%s, %s by %zu: %s",
		      rows[i].before, rows[i].now, rows[i].unit, text);
	}
	check_large();
	return plan();
}
