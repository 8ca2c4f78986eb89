/*
 * libedit's line on the screen: drawn when a key is awaited, with a hint
 * behind it, and the word marked that can not be right.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct editor;

/* Writes out what was drawn. What the terminal refuses is dropped: one that
 * has gone is noticed by reading from it. */
void display_flush(struct editor *editor);

void display_line(struct editor *editor);

/* The line alone, with the cursor behind its end: it stays to be seen. */
void display_line_at_rest(struct editor *editor);
