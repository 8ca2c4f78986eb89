/* Where in a segment there are pages, and where nobody ever touched one. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct attachment;

struct extent {
	size_t length; /* bytes from the offset that was asked for */
	enum {
		EXTENT_PRESENT, /* its pages are in memory, or were */
		EXTENT_HOLE, /* it reads as zeros; touching would make pages */
		EXTENT_UNTOLD, /* it may be in swap, or be a hole */
	} sort;
};

/*
 * What begins at OFFSET and is at most LENGTH (not 0) bytes long. A page that
 * is in swap, or that only others have mapped, is never told as a hole.
 * Neighbours may be of the same sort. Huge pages are never told as holes.
 */
struct extent extent_find(struct attachment *attachment, size_t offset,
                          size_t length);
