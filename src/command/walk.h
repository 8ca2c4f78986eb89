/*
 * Which row of a declaration each word belongs to: options come first, then
 * operands. What the words say is not looked at: reading arguments, completion
 * and hints all walk alike.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/command.h"

enum walk_step {
	WALK_END,      /* no word is left */
	WALK_SWITCH,   /* ROW is given */
	WALK_VALUE,    /* ROW, an option or an operand, gets VALUE */
	WALK_UNKNOWN,  /* a variable without a value yet: it may be an option */
	WALK_NO_ROW,   /* there is no option OPTION */
	WALK_NO_VALUE, /* the option ROW needs a value, and no word is left */
	WALK_NOT_ONE,  /* the switch ROW takes no value */
	WALK_EXTRA,    /* an operand that no row is for */
};

/* Between two steps; the last one set what stands behind COMMAND's words. */
struct walk {
	const struct command *command;
	const struct word *words; /* the first is the command's name */
	size_t count;
	size_t position;    /* of the next word */
	size_t letter;      /* the next one's place in -abc, 0 outside */
	bool options_ended; /* by -- or by an operand */
	const struct parameter *operand; /* the next one's row, or the end */

	const struct parameter *row;
	const struct word *word;  /* the one that was looked at */
	const struct word *value; /* it, the one behind it, or PART */
	const char *option;       /* what names the option, without its - */
	size_t option_length;
	struct word part; /* the VALUE in -aVALUE or --word=VALUE */
};

void walk_begin(struct walk *walk, const struct command *command,
                const struct word *words, size_t count);

enum walk_step walk_next(struct walk *walk);

/* May the word at the walk's position still be an option? */
bool walk_takes_options(const struct walk *walk);

bool parameter_is_repeated(const struct parameter *row);

/* The row of an option, NULL when there is none. */
const struct parameter *parameter_find_letter(const struct command *command,
                                              char letter);
const struct parameter *parameter_find_word(const struct command *command,
                                            const char *text, size_t length);
