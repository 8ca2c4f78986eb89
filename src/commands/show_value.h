/* One typed value as commands show it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"

#include <stddef.h>

struct json;
struct output;

/* As write -t takes it; text is escaped, without the NULs behind it. */
void show_value(struct output *output, const struct value_type *type,
                const void *bytes);

/* A number where JSON has it (a real one never looks like a whole one), else a
 * string. */
void show_value_json(struct json *json, const char *name,
                     const struct value_type *type, const void *bytes);

/*
 * For a message, into TEXT of SIZE bytes; of a long text the first part, in
 * quotes. It may hold bytes from outside: whoever shows it escapes them.
 */
void say_value(const struct value_type *type, const void *bytes, char *text,
               size_t size);
