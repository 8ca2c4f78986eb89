/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/usage.h"

#include "text/line.h"
#include "text/output.h"
#include "text/style.h"

#include <string.h>

static void add_option(struct line *line, const struct parameter *option)
{
	line_add(line, "-%c", option->letter);
	if (option->kind != KIND_SWITCH)
		line_add(line, " %s", option->name);
}

/* Bits of the rows that had a word already. */
struct rest {
	const struct command *command;
	unsigned given;
};

static bool is_given(const struct rest *rest, const struct parameter *row)
{
	return rest->given & 1u << (row - rest->command->parameters);
}

/* Has the option LETTER been given? */
static bool letter_is_given(const struct rest *rest, char letter)
{
	const struct parameter *row = rest->command->parameters;

	while (row->summary && !(letter && row->letter == letter))
		row++;
	return row->summary && is_given(rest, row);
}

/* The one before ROW that it excludes stands with it in one pair of brackets.
 */
static bool joins_another(const struct command *command,
                          const struct parameter *row)
{
	for (const struct parameter *other = command->parameters; other != row;
	     other++)
		if (row->excludes && other->letter == row->excludes)
			return true;
	return false;
}

/* -a ADDRESS [-d] [-f] */
static void add_with_needy(struct line *line, const struct command *command,
                           const struct parameter *option)
{
	add_option(line, option);
	for (const struct parameter *row = command->parameters; row->summary;
	     row++) {
		if (!row->letter || row->needs != option->letter)
			continue;
		line_add(line, " [");
		add_option(line, row);
		line_add(line, "]");
	}
}

/* [-a ADDRESS [-d] [-f]], [-n|-x], [-r|-t TYPE [-n COUNT]] */
static void add_option_group(struct line *line, const struct command *command,
                             const struct parameter *option)
{
	line_add(line, " [");
	add_with_needy(line, command, option);
	for (const struct parameter *row = option; row->summary; row++) {
		if (row->excludes != option->letter)
			continue;
		line_add(line, "|");
		if (row->letter)
			add_with_needy(line, command, row);
		else
			line_add(line, "%s", row->name);
	}
	line_add(line, "]");
}

/* Does ROW begin a pair of brackets that may still come? */
static bool begins_group(const struct rest *rest, const struct parameter *row)
{
	if (!row->letter || is_given(rest, row) ||
	    joins_another(rest->command, row))
		return false;
	for (const struct parameter *other = rest->command->parameters;
	     other->summary; other++)
		if (other->excludes == row->letter && is_given(rest, other))
			return false;
	return !row->needs || letter_is_given(rest, row->needs);
}

static void add_operand(struct line *line, const struct parameter *operand,
                        bool given, unsigned *open)
{
	switch (operand->presence) {
	case PRESENCE_REQUIRED:
		line_add(line, " %s", operand->name);
		break;
	case PRESENCE_SOME:
		if (operand->kind == KIND_COMMAND_LINE)
			line_add(line, " %s [WORD...]", operand->name);
		else
			line_add(line, given ? " [%s...]" : " %s...",
			         operand->name);
		break;
	case PRESENCE_OPTIONAL:
		line_add(line, " [%s", operand->name);
		++*open;
		break;
	case PRESENCE_ANY:
		line_add(line, " [%s...", operand->name);
		++*open;
		break;
	}
}

static void add_rest(struct line *line, const struct rest *rest, bool options,
                     const struct parameter *operand)
{
	unsigned open = 0;

	for (const struct parameter *row = rest->command->parameters;
	     options && row->summary; row++)
		if (begins_group(rest, row))
			add_option_group(line, rest->command, row);
	for (const struct parameter *row = operand; row->summary; row++)
		if (!row->letter && !joins_another(rest->command, row))
			add_operand(line, row, is_given(rest, row), &open);
	while (open-- > 0)
		line_add(line, "]");
}

void usage_rest(const struct command *command, unsigned given, bool options,
                const struct parameter *operand, char *text, size_t size)
{
	struct line line = line_on(text, size);
	const struct rest rest = { .command = command, .given = given };

	add_rest(&line, &rest, options, operand);
}

void usage_synopsis(const struct command *command, char *text, size_t size)
{
	struct line line = line_on(text, size);
	const struct rest rest = { .command = command };

	line_add(&line, "%s", command->name);
	add_rest(&line, &rest, true, command->parameters);
}

/* "-H, --huge SIZE", "-i", "--color=WHEN", "PLACE" */
static void print_row(const struct parameter *row, struct line *line)
{
	if (!row->letter && !row->word) {
		line_add(line, "%s", row->name);
		return;
	}
	if (row->letter)
		line_add(line, "-%c%s", row->letter, row->word ? ", " : "");
	if (row->word)
		line_add(line, "--%s", row->word);
	if (row->kind != KIND_SWITCH)
		line_add(line, "%s%s", row->letter ? " " : "=", row->name);
}

static void show_row(const struct parameter *row, int width,
                     struct output *output)
{
	char left[64];
	struct line line = line_on(left, sizeof(left));

	print_row(row, &line);
	style_begin(output, STYLE_KEY);
	output_print(output, "  %-*s", width, left);
	style_end(output);
	output_print(output, " %s\n", row->summary);
}

void usage_options(const struct command *command, struct output *output)
{
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		if (row->letter || row->word)
			show_row(row, 18, output);
}

static void show_aliases(const struct command *command, struct output *output)
{
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		output_print(output, "%s %s", i == 0 ? "also called" : ",",
		             command->aliases[i]);
	if (command->aliases[0])
		output_text(output, "\n");
}

/* TEXT, whose lines end in newlines but for the last, further right. */
static void show_indented(const char *text, int columns, struct output *output)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		output_print(output, "%*s%.*s\n", length ? columns : 0, "",
		             (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static void show_troubles(const struct trouble *troubles, struct output *output)
{
	output_text(output, "\nWhat can go wrong\n");
	for (; troubles->said; troubles++) {
		output_print(output, "\n  %s\n", troubles->said);
		show_indented(troubles->means, 6, output);
	}
}

void usage_examples(const struct example examples[EXAMPLES],
                    struct output *output)
{
	for (size_t i = 0; i < EXAMPLES && examples[i].shows; i++) {
		output_print(output, "\n%s\n\n", examples[i].shows);
		show_indented(examples[i].session, 2, output);
	}
}

void usage_page(const struct command *command, struct output *output)
{
	char synopsis[USAGE_ROOM];

	usage_synopsis(command, synopsis, sizeof(synopsis));
	style_text(output, STYLE_HEADING, synopsis);
	output_print(output, "\n%s\n", command->summary);
	show_aliases(command, output);
	if (command->parameters->summary)
		output_text(output, "\n");
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		show_row(row, 22, output);
	if (command->details)
		output_print(output, "\n%s\n", command->details);
	if (command->wrong)
		show_troubles(command->wrong, output);
	usage_examples(command->examples, output);
}
