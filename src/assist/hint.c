/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/hint.h"

#include "assist/context.h"
#include "assist/world.h"
#include "command/usage.h"
#include "commands/table.h"
#include "language/places.h"
#include "text/line.h"

#include <stdalign.h>
#include <string.h>

/* Makes HINT say what COMPLAINT says, of the word from START to END. */
static void tell_wrong(struct hint *hint, const struct complaint *complaint,
                       size_t start, size_t end)
{
	struct line line = line_on(hint->text, sizeof(hint->text));

	hint->wrong = true;
	hint->start = start;
	hint->end = end;
	line_add(&line, "  %s", complaint->what);
	if (complaint->remedy[0])
		line_add(&line, "; try: %s", complaint->remedy);
}

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
			tell_wrong(hint, &complaint, context->start,
			           context->start + context->length);
		return;
	}
	usage_rest(command, 0, true, command->parameters, rest, sizeof(rest));
	if (strncmp(command->name, context->text, context->length) == 0)
		line_add(&line, "%s", command->name + context->length);
	line_add(&line, "%s", rest);
}

/* Is there a long option that begins so? */
static bool begins_option(const struct command *command, const char *text,
                          size_t length)
{
	for (const struct parameter *row = command->parameters; row->summary;
	     row++)
		if (row->word && strncmp(row->word, text, length) == 0)
			return true;
	return false;
}

/* What a step found wrong with the word that it looked at. */
static bool complain_step(const struct walk *walk, enum walk_step step,
                          struct complaint *complaint)
{
	alignas(max_align_t) unsigned char field[ARGUMENTS_SIZE] = { 0 };

	switch (step) {
	case WALK_VALUE:
		return walk->value->unknown ||
		       kinds[walk->row->kind].read(walk->row->name, walk->value,
		                                   field, complaint);
	case WALK_NO_ROW:
		return complain(complaint, "there is no option %.*s",
		                complaint_width(walk->word->length),
		                walk->word->text);
	case WALK_NOT_ONE:
		return complain(complaint, "this option takes no value");
	case WALK_EXTRA:
		return complain(complaint, "one operand too many");
	default:
		return true;
	}
}

/* The words before the cursor's; false when one of them can not be right.
 * GIVEN gets a bit for each row that had one. */
static bool check_words(struct hint *hint, const struct context *context,
                        unsigned *given)
{
	struct walk walk;
	enum walk_step step;

	walk_begin(&walk, context->command, context->words, context->count);
	while ((step = walk_next(&walk)) != WALK_END && step != WALK_UNKNOWN) {
		struct complaint complaint;

		complaint.remedy[0] = '\0';
		if (!complain_step(&walk, step, &complaint)) {
			tell_wrong(hint, &complaint, walk.word->start,
			           walk.word->end);
			return false;
		}
		if (walk.row)
			*given |= 1u
			          << (walk.row - context->command->parameters);
	}
	return true;
}

/* An option that is being typed may be wrong already. */
static bool check_option(struct hint *hint, const struct context *context)
{
	const char *text = context->text;
	struct complaint complaint;
	bool good = true;

	if (context->length > 2 && text[1] == '-')
		good = begins_option(context->command, text + 2,
		                     context->length - 2);
	else
		for (size_t i = 1; i < context->length && text[1] != '-'; i++)
			good &= parameter_find_letter(context->command,
			                              text[i]) != NULL;
	if (good)
		return true;
	complain(&complaint, "there is no option %.*s",
	         complaint_width(context->length), text);
	tell_wrong(hint, &complaint, context->start,
	           context->start + context->length);
	return false;
}

static bool names_segment(enum kind kind)
{
	return kind == KIND_SEGMENT || kind == KIND_PLACE ||
	       kind == KIND_ATTACHED || kind == KIND_ATTACHMENT ||
	       kind == KIND_NEW_SEGMENT;
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

/* A word that is spelt wrong (an escape, a variable that is not set), if it is
 * not the one that is being typed. */
static bool check_spelling(struct hint *hint, const struct world *world,
                           const char *line, size_t length)
{
	const struct expansion expansion = {
		.lookup = world->lookup,
		.context = world->context,
	};
	struct statement statement = { 0 };
	struct complaint complaint;
	size_t position = 0;
	bool good = true;

	while (good && position < length)
		good = statement_read(&statement, line, length, &position,
		                      &expansion, &complaint);
	if (!good)
		tell_wrong(hint, &complaint, 0, 0);
	statement_finish(&statement);
	return good;
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
			tell_wrong(hint, &complaint, name->start, name->end);
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
		tell_wrong(hint, &complaint, context->start,
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
