/*
 * Segments that nobody has attached and whose creator is gone: found, and
 * removed only as long as they are what they were when they were shown.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/segment.h"
#include "shm/sysvipc.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct selection;
struct session;

struct orphan {
	struct segment segment;
	struct segment_share share;
	bool share_known;
	bool number_taken; /* another process has its creator's pid */
	bool mine;         /* one may remove it */
};

struct orphans {
	struct orphan *items;
	size_t count;
	size_t recent; /* left out: made or used within the last AGE seconds */
	size_t doubtful; /* left out: a process may be the creator, if the clock
	                    was set since */
	size_t unknown; /* left out: nobody can tell whether the creator is gone
	                 */
};

/* Those that SELECTION means; says itself what failed. */
bool orphans_find(struct session *session, struct selection *selection,
                  int64_t age, struct orphans *orphans);

void orphans_finish(struct orphans *orphans);

enum orphan_outcome {
	ORPHAN_REMOVED,
	ORPHAN_GONE,     /* someone else removed it */
	ORPHAN_ATTACHED, /* kept: someone has attached it */
	ORPHAN_USED,     /* kept: it was attached, or changed, meanwhile */
	ORPHAN_REFUSED,  /* errno of the last call says why */
	/* someone attached it in the very moment: they keep it, without its
	 * key, until they detach */
	ORPHAN_LIVES,
};

/* Looks again, and removes it if nothing happened since it was found. */
enum orphan_outcome orphan_remove(struct session *session,
                                  const struct orphan *orphan);
