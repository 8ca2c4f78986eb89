/* Words and a declaration in, a filled struct arguments out, or a complaint. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/command.h"

#include <stdalign.h>

/* Holds one command's arguments; zeroed before its first use, then reused. */
struct arguments_store {
	alignas(max_align_t) unsigned char fields[ARGUMENTS_SIZE];
	struct segment_name *segments; /* of repeated operands */
	size_t room;
	bool unchecked; /* an unknown word may be an option: nobody can tell */
};

/*
 * Reads WORDS (the first is the command's name) as COMMAND declares them into
 * STORE->fields, whose word fields point into WORDS. Words that are unknown
 * (see struct word) are counted but not read.
 */
bool arguments_read(struct arguments_store *store,
                    const struct command *command, const struct word *words,
                    size_t count, struct complaint *complaint);

void arguments_store_finish(struct arguments_store *store);
