/*
 * A long change of a segment: looked at as a whole before its first byte, then
 * written piece by piece the fastest way. Zeros make no page where there is
 * none.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/extent.h"
#include "shm/populate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct headroom;

struct bulk {
	struct attachment *attachment;
	struct headroom *headroom;
	struct populate populate;
	size_t end; /* of all that changes */
	bool whole; /* all of it will be written, and not with zeros alone */
	/* what was found at FROM */
	size_t from;
	struct extent extent;
};

/*
 * May LENGTH bytes at OFFSET be written, of which MOST at most are not zero?
 * -1 and errno as access_write. Must be ended if so.
 */
int bulk_begin(struct bulk *bulk, struct attachment *attachment,
               struct headroom *headroom, size_t offset, size_t length,
               uint64_t most);

/* Writes LENGTH bytes at OFFSET, inside of what was begun. -1 and errno as
 * access_write; some of them may have been written then. */
int bulk_write(struct bulk *bulk, size_t offset, const char *from,
               size_t length);

/* The same with zeros, for which whole pages are given back: the memory is free
 * then, and reads as zeros for all who have it attached. */
int bulk_zero(struct bulk *bulk, size_t offset, size_t length);

void bulk_end(struct bulk *bulk);
