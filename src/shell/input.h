/* Where lines come from: a file, a pipe or a string here, a terminal in
 * editor.h. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

enum input_event {
	INPUT_LINE,
	INPUT_END,
	INPUT_TOO_LONG, /* LINE_MOST passed; the rest of it was skipped */
	INPUT_FAILED,   /* errno tells */
	INPUT_INTERRUPTED,
};

enum {
	LINE_MOST = 16 << 20
};

struct input {
	/*
	 * Gets the next line, or with MORE the one before and the next as one
	 * text (a quote was open). LINE stays until the next call.
	 */
	enum input_event (*next)(struct input *input, struct session *session,
	                         bool more);
	const char *line; /* without its newline */
	size_t length;
	unsigned long number; /* of the first line in LINE; from 1 */
	const char *name;     /* for messages; null at a terminal */
};

/* An input that reads a descriptor, which stays the caller's, or a text. Must
 * be finished. */
struct buffered_input {
	struct input input;
	int descriptor;
	char *buffer;
	size_t room;
	size_t start;        /* of the line given last */
	size_t end;          /* behind it, its newline included */
	size_t filled;       /* bytes that are in the buffer */
	unsigned long lines; /* newlines given so far */
	bool ended;
};

void buffered_input_open(struct buffered_input *buffered, const char *name,
                         int descriptor);
void buffered_input_text(struct buffered_input *buffered, const char *name,
                         const char *text);
void buffered_input_finish(struct buffered_input *buffered);
