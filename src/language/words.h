/*
 * One line in, one command at a time out: words with quotes, escapes and
 * variables taken care of, and where the command's output goes. The same code
 * serves running and checking; words know where they stand in the line.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

/* TEXT lives in the statement until its next use; a NUL follows it. */
struct word {
	const char *text;
	size_t length;
	size_t start; /* where it stands in the line, quotes included */
	size_t end;
	bool unknown; /* holds a variable that has no value yet (checking) */
};

enum destination {
	TO_OUTPUT,
	TO_FILE,     /* > WORD */
	TO_FILE_END, /* >> WORD */
	TO_SHELL,    /* | REST */
};

/* What a name stands for; false when it stands for nothing. */
typedef bool variable_lookup(void *context, const char *name, size_t length,
                             const char **value, size_t *value_length);

/* One command; zeroed before its first use, reused for the next one. */
struct statement {
	struct word *words;
	size_t count;
	bool failure_expected; /* a leading - */
	bool runs_shell;       /* !REST: no words, REST is shell */
	enum destination destination;
	struct word target; /* of > and >> */
	const char *shell;  /* REST of ! and |, in the line itself */
	size_t shell_length;
	enum {
		STATEMENT_ENDS,
		STATEMENT_OPEN_SINGLE, /* a quote is open: more lines follow */
		STATEMENT_OPEN_DOUBLE,
		STATEMENT_OPEN_LINE, /* a backslash before the end */
	} state;
	/* private from here on */
	size_t room;
	char *bytes;
	size_t used;
	size_t size;
};

/* How variables are dealt with; a null LOOKUP makes words with one unknown. */
struct expansion {
	variable_lookup *lookup;
	void *context;
	/* is it a name that the user can not set? */
	bool (*reserved)(const char *name, size_t length);
};

/*
 * Reads one command of LINE from *POSITION on and moves *POSITION behind it.
 * False with a complaint (which may be null) when the words are wrong (an unset
 * variable, a bad escape, a NUL): *POSITION and the state are right even then.
 * An open quote is no error: see state.
 */
bool statement_read(struct statement *statement, const char *line,
                    size_t length, size_t *position,
                    const struct expansion *expansion,
                    struct complaint *complaint);

/* Frees what the statement holds. */
void statement_finish(struct statement *statement);

/* A letter or _, then letters, digits and _; or digits alone when a script's
 * argument may be meant. */
size_t name_length(const char *text, size_t length);
