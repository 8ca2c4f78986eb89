/* What is wrong, why, and what helps: filled below, printed only by fail(). */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * WHAT names the user's word and what happened; CAUSE holds what a second look
 * established, with its numbers; REMEDY is a command that helps. The last two
 * may be empty. The texts may hold bytes from outside: whoever prints them
 * escapes them.
 */
struct complaint {
	char what[400];
	char cause[400];
	char remedy[200];
};

/* Sets WHAT, empties the rest; returns false so that a caller can return it. */
__attribute__((format(printf, 2, 3))) bool complain(struct complaint *complaint,
                                                    const char *format, ...);

__attribute__((format(printf, 2, 3))) void
complaint_cause(struct complaint *complaint, const char *format, ...);

__attribute__((format(printf, 2, 3))) void
complaint_remedy(struct complaint *complaint, const char *format, ...);

/* For "%.*s": the first part of a word of LENGTH bytes that still reads well.
 */
int complaint_width(size_t length);
