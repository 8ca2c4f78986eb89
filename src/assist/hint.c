/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/hint.h"

#include "assist/check.h"
#include "assist/context.h"
#include "assist/world.h"
#include "command/usage.h"
#include "commands/table.h"
#include "language/places.h"
#include "text/line.h"

#include <string.h>

/* Is what was typed the beginning of some command's name? */
static bool begins_command(const char *text, size_t length)
{
	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];

		if (strncmp(command->name, text, length) == 0)
			return true;
		for (size_t j = 0; j < ALIASES && command->aliases[j]; j++)
			if (strncmp(command->aliases[j], text, length) == 0)
				return true;
	}
	return false;
}

static void hint_command(struct hint *hint, const struct context *context)
{
	struct line line = line_on(hint->text, sizeof(hint->text));
	struct complaint complaint;
	const struct command *command;
	char rest[USAGE_ROOM];

	if (context->length == 0)
		return;
	command =
		table_choose(context->text, context->length, true, &complaint);
	if (!command) {
		if (!begins_command(context->text, context->length))
			check_tell(hint, &complaint, context->start,
			           context->start + context->length);
		return;
	}
	usage_rest(command, 0, true, command->parameters, rest, sizeof(rest));
	if (strncmp(command->name, context->text, context->length) == 0)
		line_add(&line, "%s", command->name + context->length);
	line_add(&line, "%s", rest);
}

static bool names_segment(enum kind kind)
{
	return kind == KIND_SEGMENT || kind == KIND_PLACE ||
	       kind == KIND_PLACE_OR_FILE || kind == KIND_ATTACHED ||
	       kind == KIND_ATTACHMENT || kind == KIND_NEW_SEGMENT;
}

/* What the segment is whose name is being typed. */
static void add_segment(struct line *line, const struct context *context,
                        const struct world *world)
{
	bool new = context->row->kind == KIND_NEW_SEGMENT;
	struct complaint complaint;
	struct place place;
	char text[WORLD_TEXT];

	if (context->length == 0 ||
	    !place_read("", context->text, context->length, &place, &complaint))
		return;
	switch (world->segment(world->context, &place.segment, text)) {
	case WORLD_SEGMENT:
		line_add(line, "  (%s%s)", new ? "exists: " : "", text);
		break;
	case WORLD_NOTHING:
		if (!new)
			line_add(line, "  (no such segment)");
		break;
	case WORLD_UNKNOWN:
		break;
	}
}

/* The rest of the synopsis: the word that is being typed is no part of it. */
static void hint_rest(struct hint *hint, const struct context *context,
                      const struct world *world, unsigned given)
{
	struct line line = line_on(hint->text, sizeof(hint->text));
	const struct parameter *row = context->row;
	const struct parameter *operand = context->walk.operand;
	bool option = row && (row->letter || row->word);
	bool typing = context->begun;
	bool options = walk_takes_options(&context->walk) &&
	               (!typing || option || !row);
	char rest[USAGE_ROOM];

	if (row && (typing || option))
		given |= 1u << (row - context->command->parameters);
	if (typing && row == operand && row && !parameter_is_repeated(row))
		operand++;
	usage_rest(context->command, given, options, operand, rest,
	           sizeof(rest));
	if (option && context->length == 0)
		line_add(&line, "%s%s", row->name, rest);
	else
		line_add(&line, "%s", typing || !rest[0] ? rest : rest + 1);
	if (row && names_segment(row->kind))
		add_segment(&line, context, world);
}

/* The value of the variable whose name is being typed. */
static void hint_variable(struct hint *hint, const struct context *context,
                          const struct world *world)
{
	struct line line = line_on(hint->text, sizeof(hint->text));
	const char *value;
	size_t length;

	if (context->length > 0 && world->lookup &&
	    world->lookup(world->context, context->text, context->length,
	                  &value, &length))
		line_add(&line, "  = %.*s", complaint_width(length), value);
}

static void hint_in_command(struct hint *hint, const struct context *context,
                            const struct world *world)
{
	struct complaint complaint;
	unsigned given = 0;

	if (!context->command) {
		const struct word *name = context->words;

		if (context->count > 0 && !name->unknown) {
			table_choose(name->text, name->length, true,
			             &complaint);
			check_tell(hint, &complaint, name->start, name->end);
		}
		return;
	}
	if (!check_words(hint, context, &given))
		return;
	if (context->expectation == EXPECTS_OPTION &&
	    !check_option(hint, context))
		return;
	if (context->expectation == EXPECTS_EXTRA && context->begun) {
		complain(&complaint, "one operand too many");
		check_tell(hint, &complaint, context->start,
		           context->start + context->length);
	} else if (context->expectation != EXPECTS_NOTHING) {
		hint_rest(hint, context, world, given);
	}
}

void hint_find(struct hint *hint, const struct world *world, const char *line,
               size_t length)
{
	struct context context = { 0 };

	hint->text[0] = '\0';
	hint->wrong = false;
	context_find(&context, world, line, length);
	if (context.expectation != EXPECTS_FILE &&
	    context.expectation != EXPECTS_SHELL &&
	    !check_spelling(hint, world, line, context.start)) {
		context_finish(&context);
		return;
	}
	switch (context.expectation) {
	case EXPECTS_COMMAND:
		hint_command(hint, &context);
		break;
	case EXPECTS_VARIABLE:
		hint_variable(hint, &context, world);
		break;
	case EXPECTS_FILE:
		if (context.length == 0)
			strcpy(hint->text, "FILE");
		break;
	case EXPECTS_SHELL:
		break;
	default:
		hint_in_command(hint, &context, world);
		break;
	}
	context_finish(&context);
}
