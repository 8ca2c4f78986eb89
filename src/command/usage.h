/* What a declaration looks like to people. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/command.h"

struct output;

enum {
	USAGE_ROOM = 256
};

/* "create [-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]" into TEXT. */
void usage_synopsis(const struct command *command, char *text, size_t size);

/*
 * What of the synopsis is left, each part with a blank before it: options, if
 * OPTIONS may still come, and operands from the row OPERAND on. GIVEN holds a
 * bit for each row that has had a word.
 */
void usage_rest(const struct command *command, unsigned given, bool options,
                const struct parameter *operand, char *text, size_t size);

/* The end of a page: sessions that show how it is done. */
void usage_examples(const struct example examples[EXAMPLES],
                    struct output *output);

/* A line for each option of COMMAND. */
void usage_options(const struct command *command, struct output *output);

/* The page that help COMMAND shows. */
void usage_page(const struct command *command, struct output *output);
