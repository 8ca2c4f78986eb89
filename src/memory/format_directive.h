/* One % directive of printf, refused where C leaves it undefined. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/directive.h"

struct format_directive {
	struct directive common;
	bool left;      /* - */
	bool plus;      /* + */
	bool blank;     /* a space */
	bool alternate; /* # */
	bool zero;      /* 0 */
	bool width_from_argument;
	bool precision_from_argument;
	int width;
	int precision; /* negative: none */
};

/* Reads the directive whose % is at TEXT. */
bool format_directive_read(struct format_directive *directive, const char *text,
                           const char *end, struct complaint *complaint);

/* How many arguments it takes. */
size_t format_directive_arguments(const struct format_directive *directive);
