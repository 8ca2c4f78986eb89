/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/scanner.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

static struct word *next_word(struct statement *statement)
{
	if (statement->count == statement->room) {
		statement->room = statement->room * 2 + 16;
		statement->words = scanner_grow(
			statement->words,
			statement->room * sizeof(*statement->words));
	}
	return &statement->words[statement->count];
}

static void skip_blanks(struct scanner *scanner)
{
	while (!scanner_at_end(scanner) &&
	       is_blank(scanner->line[scanner->position]))
		scanner->position++;
}

static void skip_to_line_end(struct scanner *scanner)
{
	const char *text = scanner->line + scanner->position;
	size_t rest = scanner->length - scanner->position;
	const char *newline = memchr(text, '\n', rest);

	scanner->position += newline ? (size_t)(newline - text) : rest;
}

static bool skip_comment(struct scanner *scanner)
{
	const char *text = scanner->line + scanner->position;

	skip_to_line_end(scanner);
	if (memchr(text, '\0',
	           (size_t)(scanner->line + scanner->position - text)))
		return scanner_complain_nul(scanner);
	return true;
}

/* At a >: its file. */
static bool read_redirection(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	if (statement->destination != TO_OUTPUT)
		return complain(scanner->complaint, "a second > in a command");
	statement->destination = TO_FILE;
	scanner->position++;
	if (!scanner_at_end(scanner) &&
	    scanner->line[scanner->position] == '>') {
		statement->destination = TO_FILE_END;
		scanner->position++;
	}
	skip_blanks(scanner);
	if (scanner_at_line_end(scanner) ||
	    strchr(">|;#", scanner->line[scanner->position]))
		return complain(scanner->complaint, "> needs a file");
	return scanner_read_word(scanner, &statement->target);
}

/* Behind a ! or a |: all up to the end of the line is for /bin/sh. */
static bool read_shell(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	skip_blanks(scanner);
	statement->shell = scanner->line + scanner->position;
	skip_to_line_end(scanner);
	statement->shell_length =
		(size_t)(scanner->line + scanner->position - statement->shell);
	if (memchr(statement->shell, '\0', statement->shell_length))
		return scanner_complain_nul(scanner);
	if (statement->shell_length > 0 &&
	    statement->shell[statement->shell_length - 1] == '\r')
		statement->shell_length--;
	if (statement->shell_length == 0)
		return complain(scanner->complaint,
		                "a shell command is missing behind %s",
		                statement->runs_shell ? "!" : "|");
	return true;
}

static bool read_pipe(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	scanner->position++;
	if (statement->destination != TO_OUTPUT)
		return complain(scanner->complaint,
		                "a command's output goes to > or to |, not to "
		                "both");
	if (statement->count == 0)
		return complain(scanner->complaint,
		                "there is no command before |");
	statement->destination = TO_SHELL;
	return read_shell(scanner);
}

/* A - before the command's name, and a ! where a command begins. */
static bool read_prefixes(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	if (scanner->length - scanner->position > 1 &&
	    scanner->line[scanner->position] == '-' &&
	    !strchr(" \t\r\n;|", scanner->line[scanner->position + 1])) {
		statement->failure_expected = true;
		scanner->position++;
	}
	if (scanner_at_end(scanner) || scanner->line[scanner->position] != '!')
		return true;
	statement->runs_shell = true;
	scanner->position++;
	return read_shell(scanner);
}

/* Reads what stands at a word's place; sets *ENDED where the command ends. */
static bool read_item(struct scanner *scanner, bool *ended)
{
	struct statement *statement = scanner->statement;

	skip_blanks(scanner);
	*ended = scanner_at_line_end(scanner);
	if (*ended) {
		skip_to_line_end(scanner);
		return true;
	}
	switch (scanner->line[scanner->position]) {
	case ';':
		*ended = true;
		return true;
	case '#':
		*ended = true;
		return skip_comment(scanner);
	case '|':
		*ended = true;
		return read_pipe(scanner);
	case '>':
		return read_redirection(scanner);
	default:
		if (!scanner_read_word(scanner, next_word(statement)))
			return false;
		statement->count++;
		return true;
	}
}

static void reset(struct statement *statement)
{
	statement->count = 0;
	statement->used = 0;
	statement->failure_expected = false;
	statement->runs_shell = false;
	statement->destination = TO_OUTPUT;
	statement->target.text = NULL;
	statement->state = STATEMENT_ENDS;
}

/* Blank lines and lone semicolons hold no command. */
static void skip_empty(struct scanner *scanner)
{
	while (!scanner_at_end(scanner) &&
	       (is_blank(scanner->line[scanner->position]) ||
	        scanner->line[scanner->position] == ';' ||
	        scanner->line[scanner->position] == '\n' ||
	        scanner_at_line_end(scanner)))
		scanner->position++;
}

bool statement_read(struct statement *statement, const char *line,
                    size_t length, size_t *position,
                    const struct expansion *expansion,
                    struct complaint *complaint)
{
	struct scanner scanner = {
		.statement = statement,
		.line = line,
		.length = length,
		.position = *position,
		.expansion = expansion,
		.complaint = complaint,
	};
	bool ended = false;
	bool good;

	reset(statement);
	scanner_reserve(&scanner, 0);
	skip_empty(&scanner);
	good = read_prefixes(&scanner);
	while (good && !ended && !statement->runs_shell)
		good = read_item(&scanner, &ended);
	*position = scanner.position;
	if (good && statement->destination != TO_OUTPUT &&
	    statement->count == 0)
		return complain(complaint, "there is no command before >");
	return good;
}

void statement_finish(struct statement *statement)
{
	free(statement->words);
	free(statement->bytes);
	*statement = (struct statement){ 0 };
}
