/* Where bytes differ from what they were: runs of them, or whole values. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

enum {
	CHANGES_ROW = 16, /* no run crosses a multiple of it */
	CHANGES_GAP = 4   /* so many equal bytes in a row end a run */
};

struct changes {
	const unsigned char *before;
	const unsigned char *now;
	size_t length;
	size_t unit; /* bytes of a value, of which LENGTH is a multiple; 0 for
	              * runs */
};

/* The length of the first change at *AT or behind, and *AT is where it begins;
 * 0 when there is none. */
size_t changes_next(const struct changes *changes, size_t *at);
