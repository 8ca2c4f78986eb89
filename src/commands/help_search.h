/* Which commands and topics speak of a word. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct command;
struct topic;

enum {
	HELP_WORD_ROOM = 32
};

/* Does any of its texts hold WORD, in capitals or not? */
bool help_command_says(const struct command *command, const char *word);
bool help_topic_says(const struct topic *topic, const char *word);

/* The first word of all those texts that WORD may be meant for, in lower case;
 * false when there is none. */
bool help_near_word(const char *word, char near[static HELP_WORD_ROOM]);
