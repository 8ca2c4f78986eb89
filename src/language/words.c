/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/scanner.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *scanner_grow(void *memory, size_t size)
{
	void *grown = realloc(memory, size);

	if (!grown) {
		fputs("shmsh: out of memory\n", stderr);
		abort();
	}
	return grown;
}

/* The words point into the bytes: move them along when those move. */
static void bytes_grow(struct statement *statement, size_t more)
{
	uintptr_t before = (uintptr_t)statement->bytes;

	statement->size = (statement->used + more + 64) * 2;
	statement->bytes = scanner_grow(statement->bytes, statement->size);
	for (size_t i = 0; i < statement->count; i++)
		statement->words[i].text =
			statement->bytes +
			((uintptr_t)statement->words[i].text - before);
	if (statement->target.text)
		statement->target.text =
			statement->bytes +
			((uintptr_t)statement->target.text - before);
}

void scanner_reserve(struct scanner *scanner, size_t more)
{
	struct statement *statement = scanner->statement;

	/* no byte of the line becomes more than one byte, and what parts two
	 * words pays for the NUL between them */
	more += scanner->length - scanner->position + 2;
	if (statement->size - statement->used < more)
		bytes_grow(statement, more);
}

static void append_byte(struct scanner *scanner, char byte)
{
	scanner->statement->bytes[scanner->statement->used++] = byte;
}

/* Takes over the bytes up to one that ENDS holds. */
static void append_run(struct scanner *scanner, const bool ends[static 256])
{
	const char *first = scanner->line + scanner->position;
	const char *end = scanner->line + scanner->length;
	char *to = scanner->statement->bytes + scanner->statement->used;
	const char *at = first;

	/* four at a time: this is where a script's bytes all pass */
	while (end - at >= 4 &&
	       !(ends[(unsigned char)at[0]] | ends[(unsigned char)at[1]] |
	         ends[(unsigned char)at[2]] | ends[(unsigned char)at[3]])) {
		memcpy(to, at, 4);
		to += 4;
		at += 4;
	}
	while (at < end && !ends[(unsigned char)*at])
		*to++ = *at++;
	scanner->position += (size_t)(at - first);
	scanner->statement->used += (size_t)(at - first);
}

const bool scanner_special[256] = {
	[' '] = true,  ['\t'] = true, ['\n'] = true, ['\r'] = true,
	['\''] = true, ['"'] = true,  ['\\'] = true, ['$'] = true,
	[';'] = true,  ['|'] = true,  ['\0'] = true,
};

/* What ends a run of bytes that mean only themselves in double quotes. */
static const bool special_quoted[256] = {
	['"'] = true, ['\\'] = true, ['$'] = true, ['\r'] = true, ['\0'] = true,
};

bool scanner_complain_nul(struct scanner *scanner)
{
	complain(scanner->complaint, "there is a NUL byte in the line");
	complaint_cause(scanner->complaint,
	                "in double quotes \\0 stands for one");
	return false;
}

static bool is_name_byte(char character)
{
	return (character >= 'a' && character <= 'z') ||
	       (character >= 'A' && character <= 'Z') || character == '_' ||
	       (character >= '0' && character <= '9');
}

size_t name_length(const char *text, size_t length)
{
	bool digits = length > 0 && text[0] >= '0' && text[0] <= '9';
	size_t count = 0;

	while (count < length && is_name_byte(text[count]) &&
	       (!digits || (text[count] >= '0' && text[count] <= '9')))
		count++;
	return count;
}

static bool in_environment(const char *name, size_t length)
{
	char *copied = strndup(name, length);
	bool found = copied && getenv(copied);

	free(copied);
	return found;
}

static bool expand(struct scanner *scanner, const char *name, size_t length)
{
	const struct expansion *expansion = scanner->expansion;
	const char *value;
	size_t value_length;

	if (!expansion || !expansion->lookup) {
		scanner->unknown = true;
		return true;
	}
	if (!expansion->lookup(expansion->context, name, length, &value,
	                       &value_length)) {
		complain(scanner->complaint, "$%.*s is not set",
		         complaint_width(length), name);
		if (expansion->reserved && expansion->reserved(name, length))
			complaint_cause(scanner->complaint,
			                "shmsh sets it: $id, $key and $size "
			                "with a current segment, $address with "
			                "an attached one");
		else if (name[0] > '9' && in_environment(name, length))
			complaint_cause(scanner->complaint,
			                "the environment has it for commands "
			                "behind ! and |, as in !echo $%.*s",
			                complaint_width(length), name);
		else if (name[0] > '9')
			complaint_remedy(scanner->complaint, "set %.*s VALUE",
			                 complaint_width(length), name);
		return false;
	}
	scanner_reserve(scanner, value_length);
	memcpy(scanner->statement->bytes + scanner->statement->used, value,
	       value_length);
	scanner->statement->used += value_length;
	return true;
}

/* At a $: the variable behind it, or the $ itself when no name follows. */
static bool read_variable(struct scanner *scanner)
{
	const char *text = scanner->line + scanner->position + 1;
	size_t rest = scanner->length - scanner->position - 1;

	if (rest > 0 && *text == '{') {
		size_t length = name_length(text + 1, rest - 1);

		if (length == 0 || length + 1 >= rest ||
		    text[length + 1] != '}')
			return complain(scanner->complaint,
			                "${ needs a name and a }");
		scanner->position += length + 3;
		return expand(scanner, text + 1, length);
	}

	size_t length = name_length(text, rest);

	scanner->position += length + 1;
	if (length == 0) {
		append_byte(scanner, '$');
		return true;
	}
	return expand(scanner, text, length);
}

static int hex_value(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
}

static bool read_hex_escape(struct scanner *scanner)
{
	const char *digits = scanner->line + scanner->position;

	if (scanner->length - scanner->position < 2 ||
	    hex_value(digits[0]) < 0 || hex_value(digits[1]) < 0)
		return complain(scanner->complaint,
		                "\\x needs two hex digits, as \\x1b");
	append_byte(scanner,
	            (char)(hex_value(digits[0]) * 16 + hex_value(digits[1])));
	scanner->position += 2;
	return true;
}

static bool read_octal_escape(struct scanner *scanner)
{
	unsigned value = 0;

	for (int digits = 0; digits < 3 && !scanner_at_end(scanner); digits++) {
		char digit = scanner->line[scanner->position];

		if (digit < '0' || digit > '7')
			break;
		value = value * 8 + (unsigned)(digit - '0');
		scanner->position++;
	}
	if (value > 255)
		return complain(scanner->complaint,
		                "\\%o is over \\377, the largest byte", value);
	append_byte(scanner, (char)value);
	return true;
}

/* Behind a backslash in double quotes. */
static bool read_escape(struct scanner *scanner)
{
	static const char names[] = "ntrabfve\\\"$'`";
	static const char values[] = "\n\t\r\a\b\f\v\033\\\"$'`";
	char name = scanner->line[scanner->position];
	const char *found;

	if (name >= '0' && name <= '7')
		return read_octal_escape(scanner);
	scanner->position++;
	if (name == 'x')
		return read_hex_escape(scanner);
	found = name ? strchr(names, name) : NULL;
	if (!found) {
		complain(scanner->complaint,
		         "\\%c is no escape in double quotes", name);
		complaint_cause(scanner->complaint,
		                "there are \\n \\t \\r \\0 \\xHH \\ooo \\\\ "
		                "\\\" \\$ and C's others; a backslash is \\\\");
		return false;
	}
	append_byte(scanner, values[found - names]);
	return true;
}

/* At a line end behind a backslash: the next line goes on. */
static void skip_line_end(struct scanner *scanner)
{
	if (!scanner_at_end(scanner) &&
	    scanner->line[scanner->position] == '\r')
		scanner->position++;
	if (!scanner_at_end(scanner))
		scanner->position++;
	else
		scanner->statement->state = STATEMENT_OPEN_LINE;
}

static bool read_double_byte(struct scanner *scanner)
{
	char character = scanner->line[scanner->position];

	if (character == '\0')
		return scanner_complain_nul(scanner);
	if (character == '$')
		return read_variable(scanner);
	scanner->position++;
	if (character == '\\' && scanner_at_line_end(scanner)) {
		skip_line_end(scanner);
		return true;
	}
	if (character == '\\')
		return read_escape(scanner);
	/* the CR of a CR LF, looked at from the CR itself */
	if (character == '\r' && !scanner_at_end(scanner) &&
	    scanner->line[scanner->position] == '\n')
		return true;
	append_byte(scanner, character);
	return true;
}

static bool read_double_quotes(struct scanner *scanner)
{
	scanner->position++;
	while (!scanner_at_end(scanner)) {
		append_run(scanner, special_quoted);
		if (scanner_at_end(scanner))
			break;
		if (scanner->line[scanner->position] == '"') {
			scanner->position++;
			return true;
		}
		if (!read_double_byte(scanner))
			return false;
	}
	scanner->statement->state = STATEMENT_OPEN_DOUBLE;
	return true;
}

static bool read_single_quotes(struct scanner *scanner)
{
	for (scanner->position++; !scanner_at_end(scanner);
	     scanner->position++) {
		char character = scanner->line[scanner->position];

		if (character == '\0')
			return scanner_complain_nul(scanner);
		if (character == '\'') {
			scanner->position++;
			return true;
		}
		if (character != '\r' || !scanner_at_line_end(scanner))
			append_byte(scanner, character);
	}
	scanner->statement->state = STATEMENT_OPEN_SINGLE;
	return true;
}

/* Outside quotes: a backslash takes one character, or joins two lines. */
static bool read_backslash(struct scanner *scanner)
{
	scanner->position++;
	if (scanner_at_line_end(scanner)) {
		skip_line_end(scanner);
		return true;
	}
	if (scanner->line[scanner->position] == '\0')
		return scanner_complain_nul(scanner);
	append_byte(scanner, scanner->line[scanner->position++]);
	return true;
}

/* Reads one part of a word; sets *ENDED where the word ends before it. */
static bool read_part(struct scanner *scanner, bool *ended)
{
	append_run(scanner, scanner_special);
	if (scanner_at_end(scanner)) {
		*ended = true;
		return true;
	}
	switch (scanner->line[scanner->position]) {
	case '\'':
		return read_single_quotes(scanner);
	case '"':
		return read_double_quotes(scanner);
	case '\\':
		return read_backslash(scanner);
	case '$':
		return read_variable(scanner);
	case '\0':
		return scanner_complain_nul(scanner);
	case '\r':
		*ended = scanner_at_line_end(scanner);
		if (!*ended) {
			append_byte(scanner, '\r');
			scanner->position++;
		}
		return true;
	default:
		*ended = true;
		return true;
	}
}

bool scanner_read_word(struct scanner *scanner, struct word *word)
{
	struct statement *statement = scanner->statement;
	size_t start = scanner->position;
	size_t used = statement->used;
	bool ended = false;

	scanner->unknown = false;
	while (!ended)
		if (!read_part(scanner, &ended))
			return false;
	append_byte(scanner, '\0');
	*word = (struct word){
		.text = statement->bytes + used,
		.length = statement->used - used - 1,
		.start = start,
		.end = scanner->position,
		.unknown = scanner->unknown,
	};
	return true;
}
