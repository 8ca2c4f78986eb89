/*
 * Brings the picture of a line to the terminal: only what differs from what
 * stands there is written, and all of it at once. libedit edits the line; it
 * does not draw it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "terminal/picture.h"

struct output;

/* Zeroed before; must be finished. */
struct painter {
	struct output *output;
	struct picture shown; /* what stands in the window */
	unsigned top;         /* the row of the picture that is shown first */
	unsigned row;         /* of the terminal's cursor, from 0 */
	unsigned column;
	unsigned char style; /* of what is written next */
};

void painter_finish(struct painter *painter);

/* Nothing of a line is shown, and the cursor is at the start of a row. */
void painter_forget(struct painter *painter);

/* Shows as much of PICTURE as ROWS hold, the cursor's row with it. */
void painter_show(struct painter *painter, const struct picture *picture,
                  unsigned rows);

/* Behind all that is shown, at the start of a fresh row; then forgets it. */
void painter_leave(struct painter *painter);

/*
 * How many rows above the cursor the prompt's is when the window has become
 * COLUMNS wide and its terminal wrapped all text anew. *COLUMN is where the
 * cursor would be.
 */
unsigned painter_wrapped(const struct painter *painter, unsigned columns,
                         unsigned *column);
