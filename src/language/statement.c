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

static void skip_comment(struct scanner *scanner)
{
	const char *text = scanner->line + scanner->position;

	skip_to_line_end(scanner);
	if (memchr(text, '\0',
	           (size_t)(scanner->line + scanner->position - text)))
		scanner_complain_nul(scanner);
}

/* At a >: its file. */
static void read_redirection(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	if (statement->destination != TO_OUTPUT)
		complain(scanner_fault(scanner), "a second > in a command");
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
		complain(scanner_fault(scanner), "> needs a file");
	else
		scanner_read_word(scanner, &statement->target);
}

/* Behind a ! or a |: all up to the end of the line is for /bin/sh. */
static void read_shell(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	skip_blanks(scanner);
	statement->shell = scanner->line + scanner->position;
	skip_to_line_end(scanner);
	statement->shell_length =
		(size_t)(scanner->line + scanner->position - statement->shell);
	if (statement->shell_length > 0 &&
	    statement->shell[statement->shell_length - 1] == '\r')
		statement->shell_length--;
	if (memchr(statement->shell, '\0', statement->shell_length))
		scanner_complain_nul(scanner);
	else if (statement->shell_length == 0)
		complain(scanner_fault(scanner),
		         "a shell command is missing behind %s",
		         statement->runs_shell ? "!" : "|");
}

static void read_pipe(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	scanner->position++;
	if (!scanner_at_end(scanner) &&
	    scanner->line[scanner->position] == '|') {
		struct complaint *complaint = scanner_fault(scanner);

		complain(complaint, "there is no || between commands");
		complaint_cause(
			complaint,
			"a - before a command says that it may fail, as "
			"-rm 1; $status tells");
	}
	if (statement->destination != TO_OUTPUT)
		complain(scanner_fault(scanner),
		         "a command's output goes to > or to |, not to both");
	else if (statement->count == 0)
		complain(scanner_fault(scanner),
		         "there is no command before |");
	statement->destination = TO_SHELL;
	read_shell(scanner);
}

/* A - before the command's name, and a ! where a command begins. */
static void read_prefixes(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	if (scanner->length - scanner->position > 1 &&
	    scanner->line[scanner->position] == '-' &&
	    !strchr(" \t\r\n;|", scanner->line[scanner->position + 1])) {
		statement->failure_expected = true;
		scanner->position++;
	}
	if (scanner_at_end(scanner) || scanner->line[scanner->position] != '!')
		return;
	statement->runs_shell = true;
	scanner->position++;
	read_shell(scanner);
}

/* Reads what stands at a word's place; false where the command ends. */
static bool read_item(struct scanner *scanner)
{
	struct statement *statement = scanner->statement;

	skip_blanks(scanner);
	if (scanner_at_line_end(scanner)) {
		skip_to_line_end(scanner);
		return false;
	}
	switch (scanner->line[scanner->position]) {
	case ';':
		return false;
	case '#':
		skip_comment(scanner);
		return false;
	case '|':
		read_pipe(scanner);
		return false;
	case '>':
		read_redirection(scanner);
		return true;
	default:
		scanner_read_word(scanner, next_word(statement));
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

	reset(statement);
	scanner_reserve(&scanner, 0);
	skip_empty(&scanner);
	read_prefixes(&scanner);
	while (!statement->runs_shell && read_item(&scanner))
		;
	*position = scanner.position;
	if (statement->destination != TO_OUTPUT && statement->count == 0)
		complain(scanner_fault(&scanner),
		         "there is no command before >");
	return !scanner.failed;
}

void statement_finish(struct statement *statement)
{
	free(statement->words);
	free(statement->bytes);
	*statement = (struct statement){ 0 };
}
