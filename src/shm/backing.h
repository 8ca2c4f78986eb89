/*
 * The file behind a mapping, where the kernel lets one open it (proc(5),
 * /proc/PID/map_files: as root). Reading and writing it builds no page tables,
 * makes no page for a hole, and can not fault.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct attachment;

enum {
	BACKING_WORTH = 65536 /* bytes from which it is the faster way */
};

/* Its descriptor, which lives as long as the attachment; -1 when there is
 * none. */
int backing_file(struct attachment *attachment);

/* Is it of huge pages? mincore(2) knows of those only that were used here, and
 * one that is given back may be lost to the pool. */
bool backing_is_huge(struct attachment *attachment);

/* All LENGTH bytes at OFFSET by way of the file; false where that does not
 * work, or where LENGTH is not worth it. */
bool backing_read(struct attachment *attachment, size_t offset, void *to,
                  size_t length);
bool backing_write(struct attachment *attachment, size_t offset,
                   const void *from, size_t length);

/* Sends bytes at OFFSET, LENGTH at most, to the open regular file TO, where it
 * stands; returns how many, 0 where that does not work. */
size_t backing_send(struct attachment *attachment, size_t offset, size_t length,
                    int to);

void backing_close(struct attachment *attachment);
