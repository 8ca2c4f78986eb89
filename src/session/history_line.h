/* An entry of the history as one line of its file, readable and exact. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

enum {
	HISTORY_LINE_GROWTH = 4 /* a byte takes up to as many */
};

/*
 * Visible characters as they are; a newline as \n, a backslash as \\, all
 * else as \xHH. LINE has room for LENGTH * HISTORY_LINE_GROWTH bytes; returns
 * how many it took.
 */
size_t history_line_encode(const char *text, size_t length, char *line);

/*
 * The text of LINE, with a NUL behind and none in it; what nobody encoded
 * stands for itself. TEXT has room for LENGTH + 1 bytes; returns its length.
 */
size_t history_line_decode(const char *line, size_t length, char *text);
