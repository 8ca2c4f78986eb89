/* Values of a type: text to bytes as they lie in memory, and back. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	VALUE_ROOM = 96 /* of any printed value but text */
};

/*
 * Writes the TYPE->size bytes of what TEXT says, or complains, with the range
 * where that is why. TEXT[LENGTH] must be NUL. A text that is too long for
 * char[N] is an error.
 */
bool value_parse(const char *name, const struct value_type *type,
                 const char *text, size_t length, void *bytes,
                 struct complaint *complaint);

/*
 * What value_parse takes to give the same BYTES; returns its length. Text is
 * not for this: see value_text_length.
 */
size_t value_print(const struct value_type *type, const void *bytes,
                   char out[static VALUE_ROOM]);

/* Is it a number that JSON can write: no text, pointer, infinity or NaN? */
bool value_is_number(const struct value_type *type, const void *bytes);

/* The bytes of a VALUE_TEXT before the NULs that fill it up. */
size_t value_text_length(const struct value_type *type, const void *bytes);

enum value_order {
	VALUE_LESS,
	VALUE_EQUAL,
	VALUE_GREATER,
	VALUE_UNORDERED, /* one of them is a NaN */
};

/* How the one at LEFT stands to the one at RIGHT. */
enum value_order value_compare(const struct value_type *type, const void *left,
                               const void *right);
