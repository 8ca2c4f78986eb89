/* Fuzzes the way from a line to a command's arguments: nothing is run. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/arguments.h"
#include "commands/table.h"
#include "language/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct statement statement;
static struct arguments_store store;

/* Short names stand for themselves, and for a NUL byte behind them. */
static bool look_up(void *context, const char *name, size_t length,
                    const char **value, size_t *value_length)
{
	static char text[8];

	(void)context;
	if (length >= sizeof(text))
		return false;
	memcpy(text, name, length);
	text[length] = '\0';
	*value = text;
	*value_length = length + 1;
	return true;
}

static void hold(bool holds)
{
	if (!holds)
		abort();
}

static void check_word(const struct word *word, size_t before, size_t after)
{
	hold(before <= word->start && word->start <= word->end &&
	     word->end <= after);
	hold(word->text[word->length] == '\0');
}

static void check_statement(const char *line, size_t before, size_t after)
{
	size_t last = before;

	for (size_t i = 0; i < statement.count; i++) {
		check_word(&statement.words[i], last, after);
		last = statement.words[i].end;
	}
	if (statement.destination == TO_FILE ||
	    statement.destination == TO_FILE_END)
		check_word(&statement.target, before, after);
	if (statement.runs_shell || statement.destination == TO_SHELL)
		hold(statement.shell_length > 0 &&
		     statement.shell >= line + before &&
		     statement.shell + statement.shell_length <= line + after);
}

static void read_arguments(void)
{
	const struct word *name = &statement.words[0];
	struct complaint complaint = { .what = "" };
	const struct command *command =
		table_choose(name->text, name->length, true, &complaint);

	if (!command) {
		hold(complaint.what[0] != '\0');
		return;
	}
	if (!arguments_read(&store, command, statement.words, statement.count,
	                    &complaint))
		hold(complaint.what[0] != '\0');
	else if (command->check)
		command->check(store.fields, &complaint);
}

static void read_line(const char *line, size_t length,
                      const struct expansion *expansion)
{
	size_t position = 0;

	while (position < length) {
		struct complaint complaint = { .what = "" };
		size_t before = position;

		if (!statement_read(&statement, line, length, &position,
		                    expansion, &complaint)) {
			hold(complaint.what[0] != '\0' && position <= length);
			return;
		}
		/* each command takes something away, so that all ends */
		hold(before < position && position <= length);
		check_statement(line, before, position);
		if (statement.count > 0)
			read_arguments();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct expansion expansion = { .lookup = look_up };
	char *line = malloc(size ? size : 1);

	if (size > 0)
		memcpy(line, data, size);
	read_line(line, size, &expansion);
	read_line(line, size, NULL);
	free(line);
	return 0;
}
