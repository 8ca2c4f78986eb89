/* One % directive of scanf, refused where C leaves it undefined. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/directive.h"

#include <limits.h>

struct scan_directive {
	struct directive common;
	bool suppressed;         /* * */
	int width;               /* 0: none given */
	bool set[UCHAR_MAX + 1]; /* what %[ matches */
};

/* Reads the directive whose % is at TEXT. */
bool scan_directive_read(struct scan_directive *directive, const char *text,
                         const char *end, struct complaint *complaint);
