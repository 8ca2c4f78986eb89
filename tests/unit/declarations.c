/* Every command's declaration, held to the rules that all of them share. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "check.h"
#include "command/command.h"
#include "command/usage.h"
#include "commands/table.h"

#include <ctype.h>
#include <string.h>

enum {
	SUMMARY_MOST = 60,
	COLUMNS = 80,
	COLUMNS_OF_TEXT = 78,
	COLUMNS_OF_MEANING = 72, /* it is indented */
	ROWS_MOST = 32,          /* bits of an unsigned: see struct reader */
};

static bool is_option(const struct parameter *row)
{
	return row->letter != 0;
}

static bool is_repeated(const struct parameter *row)
{
	return row->presence == PRESENCE_SOME || row->presence == PRESENCE_ANY;
}

static bool is_command_word(const char *text)
{
	if (!*text)
		return false;
	if (strcmp(text, "?") == 0)
		return true;
	for (; *text; text++)
		if (!islower((unsigned char)*text))
			return false;
	return true;
}

/* "all", "read-only" */
static bool is_long_name(const char *text)
{
	return text && islower((unsigned char)*text) && text[1] &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
	               strlen(text);
}

/* Short, and no sentence. C's words, as NUL, may begin one. */
static bool is_summary(const char *text)
{
	size_t length = text ? strlen(text) : 0;

	return length > 0 && length <= SUMMARY_MOST &&
	       text[length - 1] != '.' && strchr(text, '\n') == NULL &&
	       (!isupper((unsigned char)text[0]) ||
	        isupper((unsigned char)text[1]));
}

static bool lines_fit(const char *text, size_t columns)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		if (length > columns || (length > 0 && text[length - 1] == ' '))
			return false;
		text += length + (text[length] == '\n');
	}
	return true;
}

static size_t row_size(const struct parameter *row)
{
	if (!is_repeated(row))
		return kinds[row->kind].size;
	if (row->kind == KIND_COMMAND_LINE)
		return sizeof(struct command_line);
	return row->kind == KIND_SEGMENT ? sizeof(struct repeated_segments)
	                                 : sizeof(struct repeated_words);
}

static size_t count_letter(const struct command *command, char letter)
{
	size_t count = 0;

	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		count += is_option(row) && row->letter == letter;
	return count;
}

static size_t count_word(const struct command *command, const char *word)
{
	size_t count = 0;

	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		count += is_option(row) && strcmp(row->word, word) == 0;
	return count;
}

static void check_option(const struct command *command,
                         const struct parameter *row)
{
	check(isalnum((unsigned char)row->letter) &&
	              !isdigit((unsigned char)row->letter) &&
	              is_long_name(row->word),
	      "%s -%c: a letter and a long name", command->name, row->letter);
	check(count_letter(command, row->letter) == 1 && row->word &&
	              count_word(command, row->word) == 1,
	      "%s -%c: both are its own", command->name, row->letter);
	check((row->kind == KIND_SWITCH) == (row->name == NULL) &&
	              row->presence == PRESENCE_OPTIONAL,
	      "%s -%c: a name if it takes a value", command->name, row->letter);
}

/* Kinds whose words are kept as they are may be repeated, and segments. */
static bool may_repeat(enum kind kind)
{
	return kind == KIND_SEGMENT || kinds[kind].size == sizeof(struct word);
}

static void check_operand(const struct command *command,
                          const struct parameter *row)
{
	check(row->name && *row->name && row->kind != KIND_SWITCH && !row->word,
	      "%s %s: a name and a kind", command->name, row->name);
	if (!is_repeated(row))
		return;
	check(may_repeat(row->kind), "%s %s: its kind may be repeated",
	      command->name, row->name);
	check(!row[1].summary, "%s %s: repeated, it is the last row",
	      command->name, row->name);
}

static void check_row(const struct command *command,
                      const struct parameter *row)
{
	const char *name = row->letter ? row->word : row->name;

	check(row->kind < KIND_COUNT && row->size == row_size(row) &&
	              row->offset + row->size <= command->arguments_size,
	      "%s %s: its field fits", command->name, name);
	check(row->given_offset < command->arguments_size &&
	              (row->given_offset == 0 ||
	               row->given_offset < row->offset ||
	               row->given_offset >= row->offset + row->size),
	      "%s %s: whether it was given stands beside it", command->name,
	      name);
	check(is_summary(row->summary), "%s %s: %s", command->name, name,
	      row->summary);
	check((!row->needs || (row->needs != row->letter &&
	                       count_letter(command, row->needs) == 1)) &&
	              (!row->excludes ||
	               (row->excludes != row->letter &&
	                count_letter(command, row->excludes) == 1)),
	      "%s %s: what it needs and excludes is there", command->name,
	      name);
	check((row->kind == KIND_COMMAND_LINE) == command->runs_command &&
	              (!command->runs_command ||
	               row->presence == PRESENCE_SOME),
	      "%s %s: it is a command line if commands are run", command->name,
	      name);
	if (is_option(row))
		check_option(command, row);
	else
		check_operand(command, row);
}

/* Options first, then required operands, then those that may be left out. */
static void check_order(const struct command *command)
{
	int stage = 0;
	size_t rows = 0;
	bool right = true;

	for (const struct parameter *row = command->parameters; row->summary;
	     row++) {
		int own = is_option(row) ? 0
		          : row->presence == PRESENCE_REQUIRED ||
		                          row->presence == PRESENCE_SOME
		                  ? 1
		                  : 2;

		right = right && own >= stage;
		stage = own;
		rows++;
	}
	check(right && rows <= ROWS_MOST, "%s: its rows are in order",
	      command->name);
}

static bool ends_in(const char *text, const char *characters)
{
	return *text && strchr(characters, text[strlen(text) - 1]) != NULL;
}

/* A failure is quoted, what it means are sentences. */
static void check_trouble(const struct command *command,
                          const struct trouble *trouble)
{
	check(*trouble->said && !ends_in(trouble->said, "\n ") &&
	              !strchr(trouble->said, '\n') &&
	              lines_fit(trouble->said, COLUMNS_OF_TEXT - 2),
	      "%s: '%s' may be said", command->name, trouble->said);
	check(trouble->means && ends_in(trouble->means, ".") &&
	              lines_fit(trouble->means, COLUMNS_OF_MEANING),
	      "%s: '%s' is explained", command->name, trouble->said);
}

/* It is typed by tests/help.py; here, how it looks. */
static void check_example(const char *name, const struct example *example)
{
	check(example->shows && isupper((unsigned char)*example->shows) &&
	              ends_in(example->shows, ":.") &&
	              lines_fit(example->shows, COLUMNS_OF_TEXT),
	      "%s: %s", name, example->shows);
	check(example->session && strncmp(example->session, "> ", 2) == 0 &&
	              ends_in(example->session, "\n") &&
	              lines_fit(example->session, COLUMNS_OF_TEXT),
	      "%s: its session fits", name);
}

static void check_help(const struct command *command)
{
	for (const struct trouble *trouble = command->wrong;
	     trouble && trouble->said; trouble++)
		check_trouble(command, trouble);
	for (size_t i = 0; i < EXAMPLES; i++)
		check_example(command->name, &command->examples[i]);
	check(table_group(command) != NULL, "%s: it is in a group",
	      command->name);
}

static void check_command(const struct command *command)
{
	char synopsis[USAGE_ROOM];

	check(is_command_word(command->name) && strlen(command->name) > 1,
	      "%s: a name in lower case", command->name);
	for (size_t i = 1; i < ALIASES; i++)
		check(command->aliases[i - 1] || !command->aliases[i],
		      "%s: its aliases stand first", command->name);
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		check(is_command_word(command->aliases[i]), "%s: alias %s",
		      command->name, command->aliases[i]);
	check(is_summary(command->summary), "%s: %s", command->name,
	      command->summary);
	check(!command->details || (*command->details &&
	                            lines_fit(command->details, COLUMNS)),
	      "%s: its details fit a terminal", command->name);
	check(command->run && command->parameters &&
	              command->arguments_size <= ARGUMENTS_SIZE &&
	              (command->arguments_size > 0 ||
	               !command->parameters->summary),
	      "%s: it can be run", command->name);
	usage_synopsis(command, synopsis, sizeof(synopsis));
	check(strlen(synopsis) <= COLUMNS, "%s", synopsis);
	check_order(command);
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		check_row(command, row);
}

/* How many commands answer to TEXT, by name or by alias. */
static size_t count_answers(const char *text)
{
	size_t count = 0;

	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];

		count += strcmp(command->name, text) == 0;
		for (size_t j = 0; j < ALIASES && command->aliases[j]; j++)
			count += strcmp(command->aliases[j], text) == 0;
	}
	return count;
}

static void check_unique(const struct command *command)
{
	check(count_answers(command->name) == 1, "%s: no other is called so",
	      command->name);
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		check(count_answers(command->aliases[i]) == 1,
		      "%s: no other is called %s", command->name,
		      command->aliases[i]);
}

static void check_kinds(void)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		check(kinds[kind].size > 0 && (kinds[kind].read != NULL) ==
		                                      (kind != KIND_SWITCH),
		      "kind %d is described", kind);
}

int main(void)
{
	check(table_commands[0] != NULL, "there are commands");
	for (size_t i = 0; table_commands[i]; i++) {
		check_command(table_commands[i]);
		check_unique(table_commands[i]);
		check_help(table_commands[i]);
	}
	check_kinds();
	return plan();
}
