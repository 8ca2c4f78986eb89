/*
 * Values of 1, 2, 4 and 8 bytes in one access each, where they are aligned to
 * their size: no other thread or process sees a part of one, or between the
 * two halves of a change. As <stdatomic.h> does it, sequentially consistent.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct headroom;

/* Has SIZE bytes at OFFSET an access of its own? */
bool single_is_one(size_t offset, size_t size);

enum single_operation {
	SINGLE_STORE, /* becomes VALUE */
	SINGLE_ADD,
	SINGLE_SUBTRACT,
	SINGLE_AND,
	SINGLE_OR,
	SINGLE_XOR,
	SINGLE_COMPARE, /* becomes VALUE if it is EXPECTED: compare and swap */
};

/*
 * The SIZE bytes at OFFSET, for which single_is_one holds, as the machine's
 * number. A page that nobody touched gives 0 and stays untouched. -1 and errno
 * as access_read.
 */
int single_load(struct attachment *attachment, struct headroom *headroom,
                size_t offset, size_t size, uint64_t *value);

/*
 * COUNT values of SIZE bytes each from OFFSET on, for which single_is_one
 * holds: each in an access of its own, in order, as their bytes lie. -1 and
 * errno as access_read and access_write; when memory faults amid a store,
 * attachment->fault is the offset up to which it was done.
 */
int single_load_all(struct attachment *attachment, struct headroom *headroom,
                    size_t offset, size_t size, size_t count, void *to);
int single_store_all(struct attachment *attachment, struct headroom *headroom,
                     size_t offset, size_t size, size_t count,
                     const void *from);

/* Changes them; *BEFORE is what was there. -1 and errno as access_write. */
int single_change(struct attachment *attachment, struct headroom *headroom,
                  size_t offset, size_t size, enum single_operation operation,
                  uint64_t value, uint64_t expected, uint64_t *before);
