/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/usage.h"

#include "text/line.h"
#include "text/output.h"

static void add_option(struct line *line, const struct parameter *option)
{
	line_add(line, "-%c", option->letter);
	if (option->kind != KIND_SWITCH)
		line_add(line, " %s", option->name);
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

/* [-a ADDRESS [-d] [-f]], [-n|-x] */
static void add_option_group(struct line *line, const struct command *command,
                             const struct parameter *option)
{
	line_add(line, " [");
	add_option(line, option);
	for (const struct parameter *row = command->parameters; row->summary;
	     row++) {
		if (row->letter && row->needs == option->letter) {
			line_add(line, " [");
			add_option(line, row);
			line_add(line, "]");
		}
		if (row > option && row->excludes == option->letter) {
			line_add(line, "|");
			if (row->letter)
				add_option(line, row);
			else
				line_add(line, "%s", row->name);
		}
	}
	line_add(line, "]");
}

static void add_operand(struct line *line, const struct parameter *operand,
                        unsigned *open)
{
	switch (operand->presence) {
	case PRESENCE_REQUIRED:
		line_add(line, " %s", operand->name);
		break;
	case PRESENCE_SOME:
		line_add(line, " %s...", operand->name);
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

void usage_synopsis(const struct command *command, char *text, size_t size)
{
	struct line line = line_on(text, size);
	unsigned open = 0;

	line_add(&line, "%s", command->name);
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		if (row->letter && !row->needs && !joins_another(command, row))
			add_option_group(&line, command, row);
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		if (!row->letter && !joins_another(command, row))
			add_operand(&line, row, &open);
	while (open-- > 0)
		line_add(&line, "]");
}

static void show_row(const struct parameter *row, struct output *output)
{
	char left[64];
	struct line line = line_on(left, sizeof(left));

	if (row->letter) {
		line_add(&line, "-%c, --%s", row->letter, row->word);
		if (row->kind != KIND_SWITCH)
			line_add(&line, " %s", row->name);
	} else {
		line_add(&line, "%s", row->name);
	}
	output_print(output, "  %-22s %s\n", left, row->summary);
}

static void show_aliases(const struct command *command, struct output *output)
{
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		output_print(output, "%s %s", i == 0 ? "also called" : ",",
		             command->aliases[i]);
	if (command->aliases[0])
		output_text(output, "\n");
}

void usage_page(const struct command *command, struct output *output)
{
	char synopsis[USAGE_ROOM];

	usage_synopsis(command, synopsis, sizeof(synopsis));
	output_print(output, "%s\n%s\n", synopsis, command->summary);
	show_aliases(command, output);
	if (command->parameters->summary)
		output_text(output, "\n");
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		show_row(row, output);
	if (command->details)
		output_print(output, "\n%s\n", command->details);
}
