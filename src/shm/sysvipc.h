/* The kernel's table of segments as text, which also tells their memory. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/segment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a segment takes, in bytes. */
struct segment_share {
	uint64_t resident;
	uint64_t swapped;
};

/*
 * Gives TAKE one segment of this IPC namespace after the other, by rising index
 * of the kernel's table, until it returns false. No permission is needed. -1
 * and errno when /proc/sysvipc/shm can not be read, or is not what proc(5)
 * says.
 */
int sysvipc_read(bool (*take)(void *context, const struct segment *segment,
                              const struct segment_share *share),
                 void *context);
