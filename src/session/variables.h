/* The user's variables, and the arguments of a script ($1, $2 ...). */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct variable {
	char *name;
	char *value; /* a NUL follows its LENGTH bytes */
	size_t length;
};

/* Sorted by name; zeroed before its first use. */
struct variables {
	struct variable *items;
	size_t count;
	size_t room;
	char *const *arguments; /* of the script; not owned */
	size_t argument_count;
};

/* Copies both; replaces a value that is there. False when memory is out. */
bool variables_set(struct variables *variables, const char *name,
                   size_t name_length, const char *value, size_t length);

/* False when there was none. */
bool variables_unset(struct variables *variables, const char *name,
                     size_t name_length);

/* NULL when unset; holds until the next change. */
const struct variable *variables_find(const struct variables *variables,
                                      const char *name, size_t name_length);

/* NULL when the script was given fewer arguments; the first is 1. */
const char *variables_argument(const struct variables *variables,
                               const char *digits, size_t length);

void variables_finish(struct variables *variables);
