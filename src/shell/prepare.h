/* From words to a command and its checked arguments, before anything is run. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/arguments.h"
#include "language/words.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

/* Zeroed before its first use, then reused; must be finished. */
struct prepared {
	const struct command *command;
	struct arguments_store arguments; /* of it */
	struct arguments_store inner;     /* of the one that it runs, as time */
	struct complaint complaint;
};

/*
 * Finds the command that WORDS name, at the prompt by a PREFIX too, and reads
 * its arguments, and those of a command that it is to run. False when they are
 * wrong, which was said. session->command is the command's name, or NULL when
 * there is none.
 */
bool prepare(struct prepared *prepared, struct session *session,
             const struct word *words, size_t count, bool prefixes);

void prepared_finish(struct prepared *prepared);
