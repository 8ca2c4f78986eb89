/*
 * How much memory new pages may take. Where a page can not be had the kernel
 * kills and gives no error, so a command asks here first.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Zeroed before its first use. */
struct headroom {
	uint64_t credit; /* bytes that may be made before the next look */
	int64_t looked;  /* when the last look was, seconds */
	/* of the last look that refused, for the message */
	uint64_t asked;
	uint64_t left;
	bool of_cgroup; /* LEFT is a memory cgroup's, else the machine's */
};

/* Takes BYTES of new pages; false when they are more than there is. */
bool headroom_take(struct headroom *headroom, uint64_t bytes);

/* Memory left to this process: of the machine or of a memory cgroup above it.
 */
uint64_t headroom_left(bool *of_cgroup);
