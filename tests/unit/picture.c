/* A line as rows of cells: terminal/picture.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/picture.h"
#include "check.h"

#include <locale.h>
#include <string.h>

enum {
	COLUMNS = 8
};

static const struct {
	const wchar_t *text;
	unsigned row; /* behind it */
	unsigned column;
	const wchar_t *last; /* the row of its last character */
	const char *what;
} rows[] = {
	{ L"", 0, 2, L"> ", "nothing" },
	{ L"abc", 0, 5, L"> abc", "a few letters" },
	{ L"abcdef", 1, 0, L"> abcdef", "a full row goes on below" },
	{ L"abcdefg", 1, 1, L"g", "one more" },
	{ L"abcde漢", 1, 2, L"漢", "a wide one that does not fit" },
	{ L"abcd漢", 1, 0, L"> abcd漢", "a wide one that does" },
	{ L"a\nb", 1, 1, L"b", "a newline" },
	{ L"abcdef\nb", 2, 1, L"b", "a newline behind a full row" },
	{ L"\001x", 0, 5, L"> ^Ax", "a control character" },
	{ L"a\tb", 1, 1, L"b", "a tab" },
	{ L"e\u0301x", 0, 4, L"> ex", "one that combines" },
	{ L"\205x", 0, 4, L"> \ufffdx", "one that is none" },
	{ L"\u202ex", 0, 4, L"> \ufffdx", "one that turns the direction" },
};

static bool shows(const struct picture *picture, unsigned row,
                  const wchar_t *text)
{
	const struct cell *cells = picture_row(picture, row);
	unsigned used = picture_used(picture, row);

	for (unsigned i = 0; i < used; i++) {
		if (cells[i].character == 0)
			continue;
		if (*text++ != cells[i].character)
			return false;
	}
	return *text == L'\0' || (*text == L' ' && text[1] == L'\0');
}

static void check_row(struct picture *picture, size_t i)
{
	const wchar_t *text = rows[i].text;
	unsigned last = 0;

	picture_begin(picture, "\1\033[36m\1>\1\033[m\1 ", COLUMNS);
	for (; *text; text++) {
		picture_add(picture, *text, LOOK_PLAIN);
		last = picture->column > 0 ? picture->row : picture->row - 1;
	}
	check(picture->row == rows[i].row && picture->column == rows[i].column,
	      "%s: the place behind it is %u, %u", rows[i].what, picture->row,
	      picture->column);
	check(shows(picture, last, rows[i].last), "%s: its last row is right",
	      rows[i].what);
}

int main(void)
{
	struct picture picture = { .columns = 0 };

	setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check_row(&picture, i);
	check(strcmp(picture.styles[picture_row(&picture, 0)->style],
	             "\033[36m") == 0,
	      "the prompt has its colour");
	check(picture_row(&picture, 0)[1].style == LOOK_PLAIN, "and ends it");
	picture_finish(&picture);
	return plan();
}
