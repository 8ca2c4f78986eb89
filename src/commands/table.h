/* All commands, in the order that help shows. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

struct command;

/* Ends in a null pointer. */
extern const struct command *const table_commands[];

/* The heading of those that COMMAND stands with, as "contents". */
const char *table_group(const struct command *command);

/* By its exact name or an alias; NULL when there is none. */
const struct command *table_find(const char *name, size_t length);

/* The command for which C or another tool says NAME, or with NEAR something
 * like it; NULL when none says so. */
const char *table_meant(const char *name, size_t length, bool near);

/*
 * As table_find, and where PREFIXES says so by a unique prefix. Complains of
 * an ambiguous one with what it may mean, of an unknown one with those near.
 */
const struct command *table_choose(const char *name, size_t length,
                                   bool prefixes, struct complaint *complaint);
