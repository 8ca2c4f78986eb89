/*
 * The only way to a segment's bytes. Nothing outside [0, size) is touched (the
 * mapping is rounded up to pages, shmget(2)), a look makes no page, and a
 * fault fails the access.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct attachment;
struct headroom;

/* Are LENGTH bytes at OFFSET inside the segment? */
bool access_fits(const struct attachment *attachment, size_t offset,
                 size_t length);

/*
 * Copies LENGTH bytes out of the segment; pages that nobody touched read as
 * zeros and stay untouched. -1 and errno: ERANGE outside the segment, EFAULT
 * where the memory faults (attachment->fault tells the offset), ENOMEM when
 * what may be in swap is more than HEADROOM has left.
 */
int access_read(struct attachment *attachment, struct headroom *headroom,
                size_t offset, void *to, size_t length);

/*
 * Copies LENGTH bytes into the segment. -1 and errno as above, EACCES when the
 * attachment is read-only, ENOMEM when the pages that it would make are more
 * than HEADROOM has left: nothing is written then.
 */
int access_write(struct attachment *attachment, struct headroom *headroom,
                 size_t offset, const void *from, size_t length);

/*
 * Of the *LENGTH bytes (not 0) at OFFSET, *LENGTH may be looked at in the same
 * way: by touching them, or as zeros, which are not to be touched, in a HOLE.
 * -1 and errno as access_read.
 */
int access_prepare_read(struct attachment *attachment,
                        struct headroom *headroom, size_t offset,
                        size_t *length, bool *hole);

/* May LENGTH bytes at OFFSET be written? -1 and errno as access_write. */
int access_prepare_write(struct attachment *attachment,
                         struct headroom *headroom, size_t offset,
                         size_t length);
