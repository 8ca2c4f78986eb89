/* What help is asked about: a command, a topic, or an errno. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

struct command;
struct topic;

struct help_subject {
	const struct command *command; /* or else */
	const struct topic *topic;
	const char *text; /* the topic's, or an errno's paragraph of it */
	size_t length;
};

/*
 * By the name or alias of a command, by the name of a topic, by a prefix that
 * only one has, or by an errno's name. Complains of an ambiguous prefix with
 * what it may mean, of an unknown word with those near.
 */
bool help_choose(const char *word, size_t length, struct help_subject *subject,
                 struct complaint *complaint);
