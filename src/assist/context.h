/*
 * Where the cursor stands in a line that is being typed: at which word of
 * which command, and what may stand there.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/walk.h"
#include "language/words.h"

struct world;

enum expectation {
	EXPECTS_NOTHING, /* in a comment, or where nobody can tell */
	EXPECTS_COMMAND,
	EXPECTS_OPTION,   /* of COMMAND */
	EXPECTS_VALUE,    /* of ROW of COMMAND, an option or an operand */
	EXPECTS_FILE,     /* behind > */
	EXPECTS_VARIABLE, /* behind $ */
	EXPECTS_SHELL,    /* behind ! or |: a word of /bin/sh */
	EXPECTS_EXTRA,    /* COMMAND takes no word more */
};

/* Zeroed before its first use, then reused. */
struct context {
	enum expectation expectation;
	const struct command *command; /* NULL: none, or not known */
	const struct parameter *row;
	/* the words of COMMAND in front of the cursor's; the first names it */
	const struct word *words;
	size_t count;
	struct walk walk; /* over those */
	/* of the cursor's word, which may be empty: what was typed of what is
	 * expected (a file's first bytes, a name behind $) ... */
	const char *word; /* all of it; TEXT may be the value in --word=VALUE */
	const char *text;
	size_t length;
	size_t start; /* ... and where the word begins in the line */
	bool begun;   /* there is one, be it only a quote */
	bool braced;  /* ${ */
	/* how what is put in at the cursor must be written */
	enum quoting {
		QUOTING_BARE,
		QUOTING_SINGLE,
		QUOTING_DOUBLE,
	} quoting;
	struct statement statement; /* private */
};

/* Looks at LINE, where the cursor stands behind the byte before CURSOR. */
void context_find(struct context *context, const struct world *world,
                  const char *line, size_t cursor);

/* The same for a line of another shell, whose one command is COMMAND. */
void context_find_in(struct context *context, const struct command *command,
                     const char *line, size_t cursor);

void context_finish(struct context *context);
