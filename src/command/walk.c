/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/walk.h"

#include <string.h>

bool parameter_is_repeated(const struct parameter *row)
{
	return row->presence == PRESENCE_SOME || row->presence == PRESENCE_ANY;
}

const struct parameter *parameter_find_letter(const struct command *command,
                                              char letter)
{
	const struct parameter *row = command->parameters;

	while (row->summary && (!row->letter || row->letter != letter))
		row++;
	return row->summary ? row : NULL;
}

const struct parameter *parameter_find_word(const struct command *command,
                                            const char *text, size_t length)
{
	const struct parameter *row = command->parameters;

	while (row->summary && (!row->word || strlen(row->word) != length ||
	                        memcmp(row->word, text, length) != 0))
		row++;
	return row->summary ? row : NULL;
}

/* The first operand's row from ROW on, or the end. */
static const struct parameter *next_operand(const struct parameter *row)
{
	while (row->summary && (row->letter || row->word))
		row++;
	return row;
}

void walk_begin(struct walk *walk, const struct command *command,
                const struct word *words, size_t count)
{
	walk->command = command;
	walk->words = words;
	walk->count = count;
	walk->position = 1;
	walk->letter = 0;
	walk->options_ended = false;
	walk->operand = next_operand(command->parameters);
}

/* The value is what stands in the option's own word from START on. */
static enum walk_step take_part(struct walk *walk, size_t start)
{
	walk->part = *walk->word;
	walk->part.text += start;
	walk->part.length -= start;
	walk->value = &walk->part;
	return WALK_VALUE;
}

/* The value is the next word. */
static enum walk_step take_next(struct walk *walk)
{
	if (walk->position == walk->count)
		return WALK_NO_VALUE;
	walk->value = &walk->words[walk->position++];
	return WALK_VALUE;
}

/* One letter of -abc, -aVALUE or -a VALUE. */
static enum walk_step step_letter(struct walk *walk)
{
	const struct word *word = walk->word;
	size_t at = walk->letter++;
	bool last = walk->letter == word->length;

	walk->option = word->text + at;
	walk->option_length = 1;
	walk->row = parameter_find_letter(walk->command, word->text[at]);
	if (last || !walk->row || walk->row->kind != KIND_SWITCH)
		walk->letter = 0;
	if (!walk->row)
		return WALK_NO_ROW;
	if (walk->row->kind == KIND_SWITCH)
		return WALK_SWITCH;
	if (!last)
		return take_part(walk, at + 1);
	/* the value is in a variable: -a$address */
	return word->unknown ? take_part(walk, at + 1) : take_next(walk);
}

/* --word, --word=VALUE or --word VALUE */
static enum walk_step step_long(struct walk *walk)
{
	const struct word *word = walk->word;
	const char *text = word->text + 2;
	const char *equals = memchr(text, '=', word->length - 2);

	walk->option = text;
	walk->option_length =
		equals ? (size_t)(equals - text) : word->length - 2;
	walk->row = parameter_find_word(walk->command, walk->option,
	                                walk->option_length);
	if (!walk->row)
		return WALK_NO_ROW;
	if (walk->row->kind == KIND_SWITCH)
		return equals ? WALK_NOT_ONE : WALK_SWITCH;
	return equals ? take_part(walk, walk->option_length + 3)
	              : take_next(walk);
}

static enum walk_step step_operand(struct walk *walk)
{
	walk->options_ended = true;
	walk->row = walk->operand;
	walk->value = walk->word;
	if (!walk->row->summary)
		return WALK_EXTRA;
	if (!parameter_is_repeated(walk->row))
		walk->operand = next_operand(walk->operand + 1);
	return WALK_VALUE;
}

static bool is_option(const struct word *word)
{
	return word->length >= 2 && word->text[0] == '-';
}

enum walk_step walk_next(struct walk *walk)
{
	if (walk->letter)
		return step_letter(walk);
	if (walk->position == walk->count)
		return WALK_END;
	walk->word = &walk->words[walk->position++];
	if (walk->options_ended || !is_option(walk->word)) {
		if (walk->word->unknown && !walk->options_ended)
			return WALK_UNKNOWN;
		return step_operand(walk);
	}
	if (walk->word->text[1] != '-') {
		walk->letter = 1;
		return step_letter(walk);
	}
	if (walk->word->length > 2)
		return step_long(walk);
	walk->options_ended = true;
	return walk_next(walk);
}

bool walk_takes_options(const struct walk *walk)
{
	return !walk->options_ended;
}
