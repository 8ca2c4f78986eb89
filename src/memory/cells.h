/*
 * Rows for a screen: bytes in hex and beside it as text, or values of a type;
 * as many in a row as fit, and some of them marked.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"

#include <stddef.h>
#include <stdint.h>

struct output;

enum {
	CELLS_MOST = 16 /* in a row */
};

struct cells {
	const struct value_type *type; /* NULL: bytes */
	size_t columns;                /* that a row may take */
	size_t size;                   /* bytes of a cell */
	size_t count;                  /* of them in a row: a power of two */
	int digits;                    /* of an offset */
	size_t width;                  /* columns of a value */
};

/* For values of TYPE, or bytes where that is NULL, at offsets below END. */
void cells_lay_out(struct cells *cells, const struct value_type *type,
                   uint64_t end, size_t columns);

/*
 * Writes the row that begins at OFFSET, without a newline: LENGTH bytes, whole
 * cells of it. MARKED has a bit for each cell, the first the lowest. What does
 * not fit is left away. Returns the columns that it took.
 */
size_t cells_show(const struct cells *cells, struct output *output,
                  uint64_t offset, const unsigned char *bytes, size_t length,
                  unsigned marked);
