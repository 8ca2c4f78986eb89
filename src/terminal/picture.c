/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/picture.h"

#include "shell/prompt.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	FEWEST_COLUMNS = 2,
	NO_CHARACTER = 0xfffd, /* shown for what can not be */
	TAB_STOP = 8,
};

bool picture_extend(struct picture *picture, unsigned rows)
{
	static const struct cell blank = { .character = L' ' };
	size_t needed = (size_t)rows * picture->columns;
	size_t used = (size_t)picture->rows * picture->columns;

	if (needed > picture->room) {
		struct cell *larger =
			realloc(picture->cells, needed * 2 * sizeof(*larger));

		if (!larger)
			return false;
		picture->cells = larger;
		picture->room = needed * 2;
	}
	while (used < needed)
		picture->cells[used++] = blank;
	if (picture->rows < rows)
		picture->rows = rows;
	return true;
}

struct cell *picture_row(const struct picture *picture, unsigned row)
{
	return picture->cells + (size_t)row * picture->columns;
}

unsigned picture_used(const struct picture *picture, unsigned row)
{
	const struct cell *cells = picture_row(picture, row);
	unsigned used = picture->columns;

	while (used > 0 && cells[used - 1].character == L' ' &&
	       cells[used - 1].mark == 0 && cells[used - 1].style == LOOK_PLAIN)
		used--;
	return used;
}

bool picture_is_same(const struct cell *one, const struct cell *other)
{
	return one->character == other->character && one->mark == other->mark &&
	       one->style == other->style;
}

static void next_row(struct picture *picture)
{
	if (!picture_extend(picture, picture->row + 2)) {
		picture->failed = true;
		return;
	}
	picture->row++;
	picture->column = 0;
}

/* Behind what it combines with. */
static void add_mark(struct picture *picture, wchar_t mark)
{
	size_t place =
		(size_t)picture->row * picture->columns + picture->column;

	while (place > 0 && picture->cells[place - 1].character == 0)
		place--;
	if (place > 0)
		picture->cells[place - 1].mark = mark;
}

static void put(struct picture *picture, wchar_t character, unsigned width,
                unsigned char style)
{
	struct cell *cells;

	if (picture->column + width > picture->columns)
		next_row(picture);
	if (picture->failed)
		return;
	cells = picture_row(picture, picture->row);
	for (unsigned i = 0; i < width; i++)
		cells[picture->column + i] = (struct cell){
			.character = i == 0 ? character : 0,
			.style = style,
			.wraps = cells[picture->column + i].wraps,
		};
	picture->column += width;
	if (picture->column == picture->columns) {
		cells[0].wraps = true;
		next_row(picture);
	}
}

void picture_add(struct picture *picture, wchar_t character,
                 unsigned char style)
{
	if (picture->failed)
		return;
	if (character == L'\n') {
		next_row(picture);
	} else if (character == L'\t') {
		do
			put(picture, L' ', 1, style);
		while (picture->column % TAB_STOP && !picture->failed);
	} else if (character < L' ' || character == 0x7f) {
		put(picture, L'^', 1, style);
		put(picture, character ^ 0x40, 1, style);
	} else if (!utf8_is_visible((uint32_t)character)) {
		/* those that turn the direction hide what a line does */
		put(picture, NO_CHARACTER, 1, style);
	} else if (width_columns((uint32_t)character) == 0) {
		add_mark(picture, character);
	} else {
		put(picture, character, width_columns((uint32_t)character),
		    style);
	}
}

void picture_set_cursor(struct picture *picture, wchar_t next)
{
	bool below = width_columns((uint32_t)next) > 1 &&
	             picture->column + 2 > picture->columns;

	picture->cursor_row = picture->row + below;
	picture->cursor_column = below ? 0 : picture->column;
}

/* A literal of the prompt, as far as it fits; its style. */
static unsigned char add_style(struct picture *picture, unsigned char count,
                               const char *text, size_t length)
{
	static const char plain[] = "\033[m";

	if ((length == strlen(plain) && memcmp(text, plain, length) == 0) ||
	    length >= LOOK_ROOM || count >= LOOKS)
		return LOOK_PLAIN;
	memcpy(picture->styles[count], text, length);
	picture->styles[count][length] = '\0';
	return count;
}

static void add_prompt(struct picture *picture, const char *prompt)
{
	unsigned char count = LOOK_PROMPT;
	unsigned char style = LOOK_PLAIN;

	while (*prompt) {
		size_t length = strcspn(prompt, (char[]){ PROMPT_LITERAL, 0 });

		for (size_t i = 0; i < length; i++)
			picture_add(picture, prompt[i], style);
		prompt += length;
		if (!*prompt)
			return;
		length = strcspn(++prompt, (char[]){ PROMPT_LITERAL, 0 });
		style = add_style(picture, count, prompt, length);
		if (style == count)
			count++;
		prompt += length + (prompt[length] != '\0');
	}
}

void picture_begin(struct picture *picture, const char *prompt,
                   unsigned columns)
{
	picture->columns = columns > FEWEST_COLUMNS ? columns : FEWEST_COLUMNS;
	picture->rows = 0;
	picture->row = 0;
	picture->column = 0;
	picture->failed = !picture_extend(picture, 1);
	if (!picture->failed)
		add_prompt(picture, prompt);
	picture_set_cursor(picture, L'\0');
}

void picture_finish(struct picture *picture)
{
	free(picture->cells);
	*picture = (struct picture){ .columns = 0 };
}
