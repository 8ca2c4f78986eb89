/* Columns of characters and of tables: text/width.c, text/table.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/width.h"
#include "capture.h"
#include "check.h"
#include "text/escape.h"
#include "text/table.h"
#include "text/utf8.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>

enum {
	OTHER_UNICODE = 1000 /* characters that another version may count */
};

static const struct {
	uint32_t from;
	uint32_t to;
	unsigned columns;
} ranges[] = {
	{ 0x20, 0x7e, 1 },       { 0xa1, 0xac, 1 },
	{ 0x2ff, 0x2ff, 1 },     { 0x300, 0x34e, 0 },
	{ 0x370, 0x482, 1 },     { 0x5d0, 0x5ea, 1 },
	{ 0x1100, 0x115e, 2 },   { 0x20d0, 0x20f0, 0 },
	{ 0x2500, 0x257f, 1 },   { 0x3000, 0x3029, 2 },
	{ 0x303f, 0x303f, 1 },   { 0x3041, 0x3096, 2 },
	{ 0x4e00, 0x9fff, 2 },   { 0xac00, 0xd7a3, 2 },
	{ 0xff01, 0xff60, 2 },   { 0xff61, 0xff9f, 1 },
	{ 0x1d400, 0x1d454, 1 }, { 0x1f600, 0x1f64f, 2 },
	{ 0x20000, 0x2a6df, 2 }, { 0x3fffd, 0x3fffd, 2 },
};

static void check_ranges(void)
{
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		bool right = true;

		for (uint32_t code = ranges[i].from; code <= ranges[i].to;
		     code++)
			right = right &&
			        width_columns(code) == ranges[i].columns;
		check(right, "U+%04X to U+%04X: %u", ranges[i].from,
		      ranges[i].to, ranges[i].columns);
	}
}

/* The C library may know another Unicode, but not by much. */
static void check_library(void)
{
	unsigned differ = 0;

	if (!setlocale(LC_CTYPE, "C.UTF-8")) {
		check(true, "as the C library # SKIP no locale C.UTF-8");
		return;
	}
	for (uint32_t code = 0x20; code <= UTF8_MOST; code++) {
		int columns = wcwidth((wchar_t)code);

		if (utf8_is_visible(code) && columns >= 0 &&
		    width_columns(code) != (unsigned)columns && differ++ < 10)
			printf("# U+%04X: the C library says %d\n", code,
			       columns);
	}
	check(differ < OTHER_UNICODE, "as the C library, but for %u", differ);
}

static const char *const names[] = {
	"ascii",
	"\346\227\245\346\234\254",
	"e\314\201t\303\251",
	"\360\237\230\200!",
	"\033[31m",
};

enum {
	NAMES = sizeof(names) / sizeof(names[0])
};

static void check_escaped(void)
{
	static const unsigned columns[NAMES] = { 5, 4, 3, 3, 8 };

	for (size_t i = 0; i < NAMES; i++)
		check(escape_width(capture_begin(true), names[i],
		                   strlen(names[i])) == columns[i],
		      "name %zu takes %u columns", i, columns[i]);
	check(escape_width(capture_begin(false), names[1], 6) == 24,
	      "without UTF-8 each byte takes four");
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	(void)context;
	snprintf(text, TABLE_CELL, "%s", column == 0 ? names[row] : "|");
}

/* What stands before the | of each row is equally wide. */
static void check_table(void)
{
	static const struct table_column columns[] = {
		{ "NAME", false },
		{ "X", false },
	};
	const struct table table = {
		.columns = columns,
		.column_count = 2,
		.row_count = NAMES,
		.cell = cell,
	};

	table_show(&table, capture_begin(true));
	check(strcmp(capture_end(), "NAME      X\n"
	                            "ascii     |\n"
	                            "\346\227\245\346\234\254      |\n"
	                            "e\314\201t\303\251       |\n"
	                            "\360\237\230\200!       |\n"
	                            "\\x1b[31m  |\n") == 0,
	      "a table's columns stand below each other");
}

int main(void)
{
	check_ranges();
	check_library();
	check_escaped();
	check_table();
	return plan();
}
