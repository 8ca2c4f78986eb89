/* Types of values in memory, as the user names them: u32, f64be, char[16]. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

struct value_type {
	enum value_form {
		VALUE_SIGNED,
		VALUE_UNSIGNED,
		VALUE_REAL,    /* IEEE 754 */
		VALUE_POINTER, /* an address, shown in hex */
		VALUE_TEXT,    /* SIZE bytes of text, NULs behind it */
	} form;
	size_t size;  /* bytes of one value */
	bool swapped; /* its bytes stand in the order that is not the machine's
	               */
};

enum {
	TYPE_ROOM = 40,
	TYPE_MOST = 65536 /* bytes of char[N] */
};

/* Complains of what is no type; NAME is the operand's, as TYPE. */
bool type_read(const char *name, const char *text, size_t length,
               struct value_type *type, struct complaint *complaint);

/* As the user would name it. */
void type_print(const struct value_type *type, char text[static TYPE_ROOM]);

/* The name of the INDEXth type and what it is; NULL behind the last. */
const char *type_name(size_t index, const char **summary);
