/* Who has segments attached, and what of that may not be seen. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/processes.h"
#include "shm/segment.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

/* One attachment of one process. */
struct holder {
	const struct held_segment *held;
	const struct process *process;
	const struct process_attachment *attachment;
};

struct held_segment {
	struct segment segment;
	const struct holder *holders; /* by pid, then by address */
	size_t holder_count;
	size_t process_count;
	unsigned long seen; /* mappings, as nattch counts them */
	/* those that nattch holds beyond: of processes that one may not look
	 * at, or that are of another pid or IPC namespace */
	unsigned long hidden;
};

struct holders {
	struct held_segment *segments; /* in the order that was given */
	size_t count;
	struct holder *items; /* of all, in the same order */
	size_t item_count;
	struct processes processes; /* private */
};

/*
 * Looks, in one pass over all processes, who has these SEGMENTS attached; in
 * none when nattch says that nobody has. Says itself what failed; holders are
 * empty then.
 */
bool holders_find(struct session *session, const struct segment *segments,
                  size_t count, struct holders *holders);

void holders_finish(struct holders *holders);
