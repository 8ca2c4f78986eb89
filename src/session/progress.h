/*
 * How far long work has come: one line at the bottom of the user's terminal,
 * from half a second on, which is gone before anything else is said.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct attachment;
struct session;

/* Zeroed: nothing is under way. */
struct progress {
	const struct attachment *attachment; /* NULL: nothing to show */
	uint64_t total;
	uint64_t done;
	int64_t began; /* milliseconds of a clock that is cheap to read */
	int64_t due;   /* when the line is to be written next */
	size_t width;  /* columns of the line that stands there; or 0 */
};

/*
 * The command that runs begins work on TOTAL bytes (0: nobody knows) of
 * ATTACHMENT, which stays until the end. It is shown where standard error is a
 * terminal to which no answer goes.
 */
void progress_begin(struct session *session,
                    const struct attachment *attachment, uint64_t total);

/* The same for work that answers nothing before its end, on the terminal of the
 * answers, too. */
void progress_begin_silent(struct session *session,
                           const struct attachment *attachment, uint64_t total);

/* DONE bytes are done. To be called for every few KiB: it reads a clock. */
void progress_at(struct session *session, uint64_t done);

/* Takes the line away; whoever writes to the terminal does so first. */
void progress_erase(struct session *session);

/* The same, and for good. */
void progress_end(struct session *session);
