/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/check.h"

#include "assist/context.h"
#include "assist/hint.h"
#include "assist/world.h"
#include "text/complaint.h"
#include "text/line.h"

#include <stdalign.h>
#include <string.h>

void check_tell(struct hint *hint, const struct complaint *complaint,
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

bool check_spelling(struct hint *hint, const struct world *world,
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
		check_tell(hint, &complaint, 0, 0);
	statement_finish(&statement);
	return good;
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

bool check_words(struct hint *hint, const struct context *context,
                 unsigned *given)
{
	struct walk walk;
	enum walk_step step;

	walk_begin(&walk, context->command, context->words, context->count);
	while ((step = walk_next(&walk)) != WALK_END && step != WALK_UNKNOWN) {
		struct complaint complaint;

		complaint.remedy[0] = '\0';
		if (!complain_step(&walk, step, &complaint)) {
			const struct word *wrong = walk.word;

			/* it may be the value of the option before it */
			if (step == WALK_VALUE && walk.value != &walk.part)
				wrong = walk.value;
			check_tell(hint, &complaint, wrong->start, wrong->end);
			return false;
		}
		if (walk.row)
			*given |= 1u
			          << (walk.row - context->command->parameters);
	}
	return true;
}

bool check_option(struct hint *hint, const struct context *context)
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
	check_tell(hint, &complaint, context->start,
	           context->start + context->length);
	return false;
}
