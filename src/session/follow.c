/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/follow.h"

#include "language/places.h"
#include "session/place.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "shm/futex.h"
#include "shm/segment.h"
#include "text/duration.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * NANOSECONDS + (uint64_t)time.tv_nsec;
}

uint64_t follow_elapsed(const struct follow *follow)
{
	return now() - follow->began;
}

/* Attachments of the segment in this process. */
static unsigned long own_attachments(const struct follow *follow)
{
	int id = follow->attachment->id;
	const struct attachment *own =
		attachments_find_id(&follow->session->attachments, id);
	unsigned long count = 0;

	for (; own; own = own->next_of_id)
		count += own->id == id;
	return count;
}

/* The segment as it is now; false when it is gone. */
static bool look(struct follow *follow, struct segment *segment)
{
	unsigned long own = own_attachments(follow);

	if (segment_stat(&follow->session->calls, follow->attachment->id,
	                 segment) != 0)
		return false;
	follow->others = segment->nattch > own ? segment->nattch - own : 0;
	return true;
}

bool follow_begin(struct follow *follow, struct session *session,
                  const struct place *place, uint64_t length)
{
	struct segment segment;

	*follow = (struct follow){ .session = session };
	session_pause(session);
	if (!place_open(session, place, TO_READ, length, &follow->attachment))
		return false;
	calls_poll(&session->calls, true);
	follow->began = now();
	follow->began_removed = look(follow, &segment) && segment.removed;
	return true;
}

void follow_end(struct follow *follow)
{
	calls_poll(&follow->session->calls, false);
	session_wait(follow->session);
}

/* The segment is not what it was, and nothing more can happen in it. */
static bool has_ended(struct follow *follow)
{
	struct segment segment;

	if (!look(follow, &segment))
		return true;
	if (!segment.removed)
		return false;
	if (follow->began_removed)
		return follow->others == 0;
	session_removed(follow->session, segment.id, false);
	return true;
}

/* The reader of a pipe left, or the terminal was hung up: nothing would be
 * written that could show it. */
static bool is_unread(struct follow *follow, const struct timespec *wait)
{
	struct output *output = follow->session->output;
	struct pollfd watched = { .fd = output->descriptor };

	if (ppoll(&watched, follow->shows ? 1 : 0, wait, NULL) > 0 &&
	    output->error == 0)
		output->error = EPIPE;
	return follow->shows && output->error != 0;
}

bool follow_goes_on(struct follow *follow)
{
	static const struct timespec at_once;

	/* what was known of its pages may be old */
	follow->attachment->resident_from = 0;
	follow->attachment->resident_to = 0;
	if (session_interrupted)
		follow->state = FOLLOW_INTERRUPTED;
	else if (is_unread(follow, &at_once))
		follow->state = FOLLOW_UNREAD;
	else if (has_ended(follow))
		follow->state = FOLLOW_REMOVED;
	return follow->state == FOLLOW_GOES_ON;
}

void follow_sleep(struct follow *follow, uint64_t nanoseconds)
{
	const struct timespec duration = {
		.tv_sec = (time_t)(nanoseconds / NANOSECONDS),
		.tv_nsec = (long)(nanoseconds % NANOSECONDS),
	};

	if (!session_interrupted)
		is_unread(follow, &duration);
}

bool follow_sleep_on(struct follow *follow, size_t offset, uint32_t value,
                     uint64_t nanoseconds)
{
	struct calls *calls = &follow->session->calls;
	enum futex_end end;

	if (session_interrupted)
		return false;
	end = futex_wait(follow->attachment, calls, offset, value, nanoseconds);
	if (end == FUTEX_WOKEN)
		futex_wake(follow->attachment, calls, offset, 1);
	return end != FUTEX_TIME_OVER;
}

void follow_describe_end(const struct follow *follow,
                         char text[static FOLLOW_ROOM])
{
	if (follow->began_removed)
		snprintf(text, FOLLOW_ROOM,
		         "nobody else has it attached any more");
	else if (follow->others == 0)
		snprintf(text, FOLLOW_ROOM, "it was removed");
	else
		snprintf(text, FOLLOW_ROOM,
		         "it was removed; as id:%d it lives until %lu "
		         "attachment%s elsewhere %s gone",
		         follow->attachment->id, follow->others,
		         follow->others == 1 ? "" : "s",
		         follow->others == 1 ? "is" : "are");
}
