/*
 * watch on a terminal: a dump, or values, drawn in place, with what changed
 * marked for a while. The rows are those that changed last when not all fit.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "commands/watch_rows.h"
#include "language/types.h"
#include "memory/cells.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>
#include <time.h>

struct session;
struct snapshot;

struct watch_view {
	struct session *session;
	const struct snapshot *snapshot;
	const struct value_type *type; /* NULL: bytes in hex and as text */
	const char *title;
	/* private from here on */
	uint64_t changes;
	time_t last;    /* when the last one was seen */
	size_t lines;   /* of the window */
	size_t columns; /* of it, but for the last */
	struct cells cells;
	struct watch_rows rows;
	size_t drawn; /* lines of the view that stand above the cursor */
	size_t widest;
	uint64_t marked_until; /* when the last mark goes */
	bool changed;
	bool taken; /* the terminal, which was so before */
	struct termios terminal_before;
	struct sigaction action_before;
};

/* May OUTPUT's terminal be drawn on: can it, and is it ours now? */
bool watch_view_possible(const struct session *session);

/* Of VIEW its public fields are set. False when memory is out. */
bool watch_view_begin(struct watch_view *view);

/* LENGTH bytes at OFFSET of the segment changed at TIME_SEEN (watch_rows). */
void watch_view_change(struct watch_view *view, uint64_t offset, size_t length,
                       uint64_t time_seen);

/* Draws what is to be seen NOW, if it looks different. False as above. */
bool watch_view_draw(struct watch_view *view, uint64_t now);

/* Leaves what was drawn last; the terminal is as it was. */
void watch_view_finish(struct watch_view *view);
