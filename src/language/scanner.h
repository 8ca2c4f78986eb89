/*
 * One pass over a line, shared by the reader of words and that of statements.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"

/* LINE[POSITION] is what comes next. */
struct scanner {
	struct statement *statement;
	const char *line;
	size_t length;
	size_t position;
	const struct expansion *expansion;
	struct complaint *complaint;
	bool unknown; /* the word being read holds an unknown variable */
	bool failed;  /* something was wrong: the first of it was complained of
	               */
};

/* What ends a run of bytes that mean only themselves. */
extern const bool scanner_special[256];

static inline bool scanner_at_end(const struct scanner *scanner)
{
	return scanner->position == scanner->length;
}

/* A line of a file from elsewhere may end in CR LF: the CR is not text. */
static inline bool scanner_at_line_end(const struct scanner *scanner)
{
	size_t position = scanner->position;

	if (position < scanner->length && scanner->line[position] == '\r')
		position++;
	return position == scanner->length || scanner->line[position] == '\n';
}

/* Makes room for the rest of the line and MORE bytes. */
void scanner_reserve(struct scanner *scanner, size_t more);

/*
 * Where the next complaint goes: only the first counts. Reading goes on behind
 * what is wrong, so that it is known where the command ends and whether a quote
 * is open.
 */
struct complaint *scanner_fault(struct scanner *scanner);

/* Reads the word that begins here; an open quote is told in the state. */
void scanner_read_word(struct scanner *scanner, struct word *word);

/* Complains of a NUL byte. */
void scanner_complain_nul(struct scanner *scanner);

/* realloc that ends the program when memory is out. */
void *scanner_grow(void *memory, size_t size);
