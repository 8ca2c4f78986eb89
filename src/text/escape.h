/*
 * Bytes from outside made safe to show: printable ASCII, and visible UTF-8
 * where it is wanted, as they are; all else as \n, \t, \r, \\ or \xHH. What
 * comes out can be typed in double quotes to give the same bytes again.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct output;

enum escape_style {
	ESCAPE_ALL = 0, /* one line comes out, and can be typed again */
	ESCAPE_KEEP_NEWLINES = 1,
	ESCAPE_KEEP_BACKSLASHES = 2, /* in sentences, which nobody types */
	ESCAPE_QUOTED = 4, /* to stand in double quotes: \" and \$ too */
};

void escape_show(struct output *output, const char *bytes, size_t length,
                 unsigned style);

/* The columns that ESCAPE_ALL of these bytes takes on OUTPUT's terminal. */
size_t escape_width(const struct output *output, const char *bytes,
                    size_t length);

/* How many of the bytes at the start ESCAPE_ALL shows as they are, each in one
 * column. */
size_t escape_plain(const char *bytes, size_t length);
