/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/unfit.h"

#include "command/habits.h"
#include "command/usage.h"
#include "language/near.h"

bool unfit_usage(const struct walk *walk, struct complaint *complaint)
{
	char synopsis[USAGE_ROOM];

	usage_synopsis(walk->command, synopsis, sizeof(synopsis));
	if (complaint->remedy[0] == '\0')
		complaint_cause(complaint, "usage: %s", synopsis);
	return false;
}

static bool takes_key(const struct command *command)
{
	const struct parameter *row = command->parameters;

	while (row->summary && row->kind != KIND_SEGMENT &&
	       row->kind != KIND_NEW_SEGMENT && row->kind != KIND_PLACE &&
	       row->kind != KIND_PLACE_OR_FILE &&
	       row->kind != KIND_ATTACHMENT && row->kind != KIND_ATTACHED)
		row++;
	return row->summary;
}

static bool complain_letter(const struct walk *walk,
                            struct complaint *complaint, char letter)
{
	const struct word *word = walk->word;

	complain(complaint, "there is no option -%c", letter);
	if (letter >= '0' && letter <= '9' && takes_key(walk->command))
		complaint_remedy(complaint, "%s -- %.*s", walk->command->name,
		                 complaint_width(word->length), word->text);
	return unfit_usage(walk, complaint);
}

static bool complain_long(const struct walk *walk, struct complaint *complaint,
                          const char *text, size_t length)
{
	const struct parameter *row = walk->command->parameters;

	complain(complaint, "there is no option --%.*s",
	         complaint_width(length), text);
	while (row->summary &&
	       !(row->word && near_enough(row->word, text, length)))
		row++;
	if (row->summary)
		complaint_remedy(complaint, "%s --%s", walk->command->name,
		                 row->word);
	return unfit_usage(walk, complaint);
}

bool unfit_option(const struct walk *walk, struct complaint *complaint,
                  enum walk_step step)
{
	bool is_long = walk->word->text[1] == '-';
	const char *dash = is_long ? "-" : "";
	int width = complaint_width(walk->option_length);

	if (step == WALK_NO_ROW && is_long)
		return complain_long(walk, complaint, walk->option,
		                     walk->option_length);
	if (step == WALK_NO_ROW)
		return complain_letter(walk, complaint, *walk->option);
	if (step == WALK_NO_VALUE)
		complain(complaint, "option -%s%.*s needs a %s", dash, width,
		         walk->option, walk->row->name);
	else
		complain(complaint, "option -%s%.*s takes no value", dash,
		         width, walk->option);
	return unfit_usage(walk, complaint);
}

bool unfit_word(const struct walk *walk, struct complaint *complaint)
{
	const struct word *word = walk->word;

	habit_explain(word, complaint);
	if (word->length >= 2 && word->text[0] == '-' &&
	    parameter_find_letter(walk->command, word->text[1])) {
		complaint_cause(complaint, "options come before operands");
		complaint_remedy(complaint, "%s %.*s ...", walk->command->name,
		                 complaint_width(word->length), word->text);
	}
	return false;
}

bool unfit_extra(const struct walk *walk, struct complaint *complaint)
{
	const struct word *extra = walk->word;

	complain(complaint, "'%.*s' is one operand too many",
	         complaint_width(extra->length), extra->text);
	unfit_usage(walk, complaint);
	return unfit_word(walk, complaint);
}
