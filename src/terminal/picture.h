/* A prompt, a line and a hint as rows of cells: what the terminal shall show.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

enum {
	LOOK_PLAIN,
	LOOK_DIM,
	LOOK_WRONG,
	LOOK_PROMPT, /* and above: those of the prompt, in order */
	LOOKS = 16,
	LOOK_ROOM = 16,
};

struct cell {
	wchar_t character; /* 0 for the second half of the wide one before */
	wchar_t mark;      /* that combines with it, or 0 */
	unsigned char style;
	bool wraps; /* in a row's first cell: its text goes on below */
};

/* Zeroed before it is first begun; must be finished. */
struct picture {
	unsigned columns; /* of the window */
	unsigned rows;
	struct cell *cells;
	size_t room;
	unsigned row; /* where the next character goes, from 0 */
	unsigned column;
	unsigned cursor_row;
	unsigned cursor_column;
	bool failed;                   /* there was no memory for all of it */
	char styles[LOOKS][LOOK_ROOM]; /* sequences that turn them on */
};

/* Nothing but PROMPT (shell/prompt.h) in a window of so many COLUMNS. */
void picture_begin(struct picture *picture, const char *prompt,
                   unsigned columns);
void picture_finish(struct picture *picture);

/* One character of the line; control characters show as ^X. */
void picture_add(struct picture *picture, wchar_t character,
                 unsigned char style);

/* The cursor stands on NEXT, which will be added next; 0 at the end. */
void picture_set_cursor(struct picture *picture, wchar_t next);

/* The cells of ROW, and how many of them are not blank. */
struct cell *picture_row(const struct picture *picture, unsigned row);
unsigned picture_used(const struct picture *picture, unsigned row);

/* Blank rows up to ROWS; false without memory. */
bool picture_extend(struct picture *picture, unsigned rows);

/* Do they look alike? */
bool picture_is_same(const struct cell *one, const struct cell *other);
