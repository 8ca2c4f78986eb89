/* All segments of this IPC namespace at once. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/segment.h"
#include "shm/sysvipc.h"

#include <stdbool.h>
#include <stddef.h>

struct calls;
struct session;

struct survey {
	struct segment *segments; /* by rising index of the kernel's table */
	size_t count;
	/* one for each, or NULL when it was not asked for or is not told */
	struct segment_share *shares;
	size_t room; /* private */
};

/*
 * The kernel's table is walked by index, which a segment keeps for all its
 * life: one that exists from the beginning to the end of the walk is met
 * exactly once, whatever is made and removed meanwhile. It is no snapshot: each
 * is as it was when it was met. Those that one may not read are there, too.
 *
 * -1 and errno; the survey is empty then. SHARES asks for their memory, which
 * takes the kernel about four times as long.
 */
int survey_read(struct calls *calls, bool shares, struct survey *survey);

/* The same, and says itself what failed. */
bool survey_take(struct session *session, bool shares, struct survey *survey);

void survey_finish(struct survey *survey);
