/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/words.h"

#include "language/numbers.h"
#include "language/scanner.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

struct complaint *scanner_fault(struct scanner *scanner)
{
	static struct complaint later;

	if (scanner->failed || !scanner->complaint) {
		scanner->failed = true;
		return &later;
	}
	scanner->failed = true;
	return scanner->complaint;
}

void scanner_complain_nul(struct scanner *scanner)
{
	struct complaint *complaint = scanner_fault(scanner);

	complain(complaint, "there is a NUL byte in the line");
	complaint_cause(complaint, "in double quotes \\0 stands for one");
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
	for (size_t i = 0; environ[i]; i++)
		if (strncmp(environ[i], name, length) == 0 &&
		    environ[i][length] == '=')
			return true;
	return false;
}

static void complain_unset(struct scanner *scanner, const char *name,
                           size_t length)
{
	const struct expansion *expansion = scanner->expansion;
	struct complaint *complaint = scanner_fault(scanner);
	int width = complaint_width(length);

	complain(complaint, "$%.*s is not set", width, name);
	if (expansion->reserved && expansion->reserved(name, length))
		complaint_cause(complaint,
		                "shmsh sets it: $id, $key and $size with a "
		                "current segment, $address with an attached "
		                "one, $match where find found something");
	else if (name[0] > '9' && in_environment(name, length))
		complaint_cause(complaint,
		                "the environment has it for commands behind ! "
		                "and |, as in !echo $%.*s",
		                width, name);
	else if (name[0] > '9')
		complaint_remedy(complaint, "set %.*s VALUE", width, name);
}

static void expand(struct scanner *scanner, const char *name, size_t length)
{
	const struct expansion *expansion = scanner->expansion;
	const char *value;
	size_t value_length;

	if (!expansion || !expansion->lookup) {
		scanner->unknown = true;
		return;
	}
	if (!expansion->lookup(expansion->context, name, length, &value,
	                       &value_length)) {
		complain_unset(scanner, name, length);
		return;
	}
	scanner_reserve(scanner, value_length);
	memcpy(scanner->statement->bytes + scanner->statement->used, value,
	       value_length);
	scanner->statement->used += value_length;
}

/* At a $: the variable behind it, or the $ itself when no name follows. */
static void read_variable(struct scanner *scanner)
{
	const char *text = scanner->line + scanner->position + 1;
	size_t rest = scanner->length - scanner->position - 1;
	bool braced = rest > 0 && *text == '{';
	const char *name = braced ? text + 1 : text;
	size_t length = name_length(name, braced ? rest - 1 : rest);

	scanner->position++;
	if (!braced && length == 0) {
		append_byte(scanner, '$');
		return;
	}
	if (braced &&
	    (length == 0 || length + 1 >= rest || name[length] != '}')) {
		complain(scanner_fault(scanner), "${ needs a name and a }");
		return;
	}
	scanner->position += length + (braced ? 2 : 0);
	expand(scanner, name, length);
}

static void read_hex_escape(struct scanner *scanner)
{
	const char *digits = scanner->line + scanner->position;

	if (scanner->length - scanner->position < 2 ||
	    number_hex_digit(digits[0]) < 0 ||
	    number_hex_digit(digits[1]) < 0) {
		complain(scanner_fault(scanner),
		         "\\x needs two hex digits, as \\x1b");
		return;
	}
	append_byte(scanner, (char)(number_hex_digit(digits[0]) * 16 +
	                            number_hex_digit(digits[1])));
	scanner->position += 2;
}

static void read_octal_escape(struct scanner *scanner)
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
		complain(scanner_fault(scanner),
		         "\\%o is over \\377, the largest byte", value);
	append_byte(scanner, (char)value);
}

/* Behind a backslash in double quotes. */
static void read_escape(struct scanner *scanner)
{
	static const char names[] = "ntrabfve\\\"$'`";
	static const char values[] = "\n\t\r\a\b\f\v\033\\\"$'`";
	char name = scanner->line[scanner->position];
	const char *found = name ? strchr(names, name) : NULL;
	struct complaint *complaint;

	if (name >= '0' && name <= '7') {
		read_octal_escape(scanner);
		return;
	}
	scanner->position++;
	if (name == 'x') {
		read_hex_escape(scanner);
	} else if (found) {
		append_byte(scanner, values[found - names]);
	} else {
		complaint = scanner_fault(scanner);
		complain(complaint, "\\%c is no escape in double quotes", name);
		complaint_cause(complaint,
		                "there are \\n \\t \\r \\0 \\xHH \\ooo \\\\ "
		                "\\\" \\$ and C's others; a backslash is \\\\");
	}
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

static void read_double_byte(struct scanner *scanner)
{
	char character = scanner->line[scanner->position];

	if (character == '$') {
		read_variable(scanner);
		return;
	}
	scanner->position++;
	if (character == '\0') {
		scanner_complain_nul(scanner);
	} else if (character == '\\' && scanner_at_line_end(scanner)) {
		skip_line_end(scanner);
	} else if (character == '\\') {
		read_escape(scanner);
	} else if (character != '\r' || scanner_at_end(scanner) ||
	           scanner->line[scanner->position] != '\n') {
		/* not the CR of a CR LF */
		append_byte(scanner, character);
	}
}

static void read_double_quotes(struct scanner *scanner)
{
	scanner->position++;
	while (!scanner_at_end(scanner)) {
		append_run(scanner, special_quoted);
		if (scanner_at_end(scanner))
			break;
		if (scanner->line[scanner->position] == '"') {
			scanner->position++;
			return;
		}
		read_double_byte(scanner);
	}
	scanner->statement->state = STATEMENT_OPEN_DOUBLE;
}

static void read_single_quotes(struct scanner *scanner)
{
	for (scanner->position++; !scanner_at_end(scanner);
	     scanner->position++) {
		char character = scanner->line[scanner->position];

		if (character == '\'') {
			scanner->position++;
			return;
		}
		if (character == '\0')
			scanner_complain_nul(scanner);
		else if (character != '\r' || !scanner_at_line_end(scanner))
			append_byte(scanner, character);
	}
	scanner->statement->state = STATEMENT_OPEN_SINGLE;
}

/* Outside quotes: a backslash takes one character, or joins two lines. */
static void read_backslash(struct scanner *scanner)
{
	scanner->position++;
	if (scanner_at_line_end(scanner))
		skip_line_end(scanner);
	else if (scanner->line[scanner->position] != '\0')
		append_byte(scanner, scanner->line[scanner->position++]);
}

/* Reads one part of a word; false where the word ends before it. */
static bool read_part(struct scanner *scanner)
{
	append_run(scanner, scanner_special);
	if (scanner_at_end(scanner))
		return false;
	switch (scanner->line[scanner->position]) {
	case '\'':
		read_single_quotes(scanner);
		return true;
	case '"':
		read_double_quotes(scanner);
		return true;
	case '\\':
		read_backslash(scanner);
		return true;
	case '$':
		read_variable(scanner);
		return true;
	case '\0':
		scanner_complain_nul(scanner);
		scanner->position++;
		return true;
	case '\r':
		if (scanner_at_line_end(scanner))
			return false;
		append_byte(scanner, '\r');
		scanner->position++;
		return true;
	default:
		return false;
	}
}

void scanner_read_word(struct scanner *scanner, struct word *word)
{
	struct statement *statement = scanner->statement;
	size_t start = scanner->position;
	size_t used = statement->used;

	scanner->unknown = false;
	while (read_part(scanner))
		;
	append_byte(scanner, '\0');
	*word = (struct word){
		.text = statement->bytes + used,
		.length = statement->used - used - 1,
		.start = start,
		.end = scanner->position,
		.unknown = scanner->unknown,
	};
}
