/* What the parts of the line editor share: one struct, and whose is what. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shell/input.h"
#include "shell/prompt.h"
#include "terminal/keyboard.h"
#include "terminal/painter.h"
#include "terminal/picture.h"
#include "text/output.h"

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct editor {
	struct input input;
	struct session *session;
	EditLine *libedit;
	History *recalled; /* see recall.h */
	size_t fed;        /* entries of the history that it has had */
	struct output
		output; /* to the terminal; flushed when a key is awaited */
	struct output escaped; /* never written: text on its way to a hint */
	FILE *drawn;           /* what libedit would draw: see PLAIN */
	bool asking;           /* what comes there is an answer ... */
	bool unbound;          /* ... and said that there is no binding */
	struct keyboard keyboard;
	struct painter painter;
	struct picture picture; /* that the painter is to show */
	/* the terminal moves no cursor: libedit draws, and nothing else */
	bool plain;
	bool entered; /* libedit's line ends in the newline of Enter */

	/* the lines of one command, as far as they were entered */
	char *text;
	size_t length;
	size_t room;
	char prompt[PROMPT_ROOM];
};

/* The editor that LIBEDIT belongs to. */
struct editor *editor_of(EditLine *libedit);

/* The window, as libedit knows it. */
unsigned editor_columns(struct editor *editor);
unsigned editor_rows(struct editor *editor);

/*
 * The whole command so far, up to END in libedit's line, or to the line's end
 * where END is null: a string of *LENGTH bytes that lasts until the next call.
 * NULL when there is no memory.
 */
const char *editor_command(struct editor *editor, const wchar_t *end,
                           size_t *length);
