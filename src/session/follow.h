/*
 * A segment that is looked at again and again until something happens: it is
 * attached for that long, and what ends the looking is found here.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct place;
struct session;

struct follow {
	struct session *session;
	struct attachment *attachment;
	bool shows;           /* it is for its answers alone: unread, it ends */
	uint64_t began;       /* nanoseconds of the monotonic clock */
	bool began_removed;   /* it lived on under its id alone */
	unsigned long others; /* mappings of it elsewhere, when last seen */
	enum follow_state {
		FOLLOW_GOES_ON,
		FOLLOW_REMOVED, /* the segment was, or nobody else is left */
		FOLLOW_INTERRUPTED, /* by a signal */
		FOLLOW_UNREAD,      /* nobody reads the answers any more */
	} state;
};

/*
 * Writes out what was answered, and opens PLACE to read LENGTH bytes there.
 * False when that fails, which was said; else follow_end must follow.
 */
bool follow_begin(struct follow *follow, struct session *session,
                  const struct place *place, uint64_t length);

/* Detaches what need not stay; what the system said before is old. */
void follow_end(struct follow *follow);

/*
 * May it go on? To be asked before each look: when it may not that look shows
 * the last state.
 */
bool follow_goes_on(struct follow *follow);

/* Waits so long, or until a signal comes or nobody reads any more. */
void follow_sleep(struct follow *follow, uint64_t nanoseconds);

/*
 * The same, or until the word at OFFSET, for which futex_is_word holds, is not
 * VALUE any more and somebody wakes those who wait for that; what was perhaps
 * meant for another waiter is passed on to it. True when it ended so, which may
 * be at once and again and again.
 */
bool follow_sleep_on(struct follow *follow, size_t offset, uint32_t value,
                     uint64_t nanoseconds);

/* Nanoseconds since it began. */
uint64_t follow_elapsed(const struct follow *follow);

enum {
	FOLLOW_ROOM = 200
};

/* After FOLLOW_REMOVED, what became of the segment: "it was removed ...". */
void follow_describe_end(const struct follow *follow,
                         char text[static FOLLOW_ROOM]);
