/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/offers_options.h"

#include "assist/candidates.h"
#include "assist/context.h"
#include "text/line.h"

/* Does ROW go with OTHER, which is given? */
static bool goes_with(const struct parameter *row,
                      const struct parameter *other)
{
	return row != other &&
	       (!other->letter || row->excludes != other->letter) &&
	       (!row->letter || other->excludes != row->letter) &&
	       !(row->letter && other->letter && row->excludes &&
	         row->excludes == other->excludes);
}

/* May the option ROW follow the words that are there? */
static bool may_follow(const struct context *context,
                       const struct parameter *row)
{
	bool needed = !row->needs;
	struct walk walk;
	enum walk_step step;

	walk_begin(&walk, context->command, context->words, context->count);
	while ((step = walk_next(&walk)) != WALK_END && step != WALK_UNKNOWN) {
		if (step != WALK_SWITCH && step != WALK_VALUE)
			continue;
		if (!goes_with(row, walk.row))
			return false;
		needed |= walk.row->letter && walk.row->letter == row->needs;
	}
	return needed;
}

/* Long names once a second - is there, else the letters. */
void offers_options_add(const struct context *context,
                        struct candidates *candidates)
{
	bool is_long = context->length > 1 && context->text[1] == '-';
	char option[64];

	for (const struct parameter *row = context->command->parameters;
	     row->summary; row++) {
		struct line line = line_on(option, sizeof(option));

		if ((!row->letter && !row->word) || (is_long && !row->word) ||
		    !may_follow(context, row))
			continue;
		if (is_long || !row->letter)
			line_add(&line, "--%s%s", row->word,
			         row->kind == KIND_SWITCH ? "" : "=");
		else
			line_add(&line, "-%c", row->letter);
		if (is_long && row->kind != KIND_SWITCH)
			candidates_add_open(candidates, option, row->summary);
		else
			candidates_add(candidates, option, row->summary);
	}
}
