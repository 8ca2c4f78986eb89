/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/futex.h"

#include "shm/access.h"
#include "shm/attachments.h"
#include "shm/calls.h"
#include "shm/extent.h"
#include "text/duration.h"

#include <errno.h>
#include <time.h>

enum {
	WORD = 4 /* bytes */
};

bool futex_is_word(size_t offset, size_t size)
{
	return size == WORD && offset % WORD == 0;
}

/* The kernel would make a page of a hole, to wait there. */
static bool is_hole(struct attachment *attachment, size_t offset)
{
	return extent_find(attachment, offset, WORD).sort == EXTENT_HOLE;
}

static void sleep_for(uint64_t nanoseconds)
{
	const struct timespec duration = {
		.tv_sec = (time_t)(nanoseconds / NANOSECONDS),
		.tv_nsec = (long)(nanoseconds % NANOSECONDS),
	};

	nanosleep(&duration, NULL);
}

enum futex_end futex_wait(struct attachment *attachment, struct calls *calls,
                          size_t offset, uint32_t value, uint64_t nanoseconds)
{
	if (!access_fits(attachment, offset, WORD) ||
	    is_hole(attachment, offset)) {
		sleep_for(nanoseconds);
		return FUTEX_TIME_OVER;
	}
	if (call_futex(calls, attachment->memory + offset, CALL_FUTEX_WAIT,
	               value, nanoseconds) == 0)
		return FUTEX_WOKEN;
	if (errno == EAGAIN)
		return FUTEX_CHANGED;
	if (errno != ETIMEDOUT && errno != EINTR)
		sleep_for(nanoseconds);
	return FUTEX_TIME_OVER;
}

int futex_wake(struct attachment *attachment, struct calls *calls,
               size_t offset, uint32_t count)
{
	attachment->fault = offset;
	if (!access_fits(attachment, offset, WORD)) {
		errno = ERANGE;
		return -1;
	}
	/* who waits has made the page */
	if (is_hole(attachment, offset))
		return 0;
	return call_futex(calls, attachment->memory + offset, CALL_FUTEX_WAKE,
	                  count, 0);
}
