/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/failure.h"

#include "session/describe.h"
#include "session/session.h"
#include "shm/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <sys/resource.h>
#include <unistd.h>

/* Bytes of all segments that are locked here, up to UINT64_MAX. */
static uint64_t locked_bytes(struct calls *calls)
{
	int last = segment_last_index(calls);
	uint64_t bytes = 0;

	for (int index = 0; index <= last; index++) {
		struct segment segment;

		if (segment_stat_index(calls, index, &segment) >= 0 &&
		    segment.locked &&
		    __builtin_add_overflow(bytes, segment.size, &bytes))
			bytes = UINT64_MAX;
	}
	return bytes;
}

static void explain_limit(struct failure *failure,
                          const struct segment *segment)
{
	uint64_t locked = locked_bytes(&failure->session->calls);
	struct rlimit limit;
	char human[KEY_ROOM];

	failure_say(failure, "more than may be locked");
	if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0)
		return;
	describe_size(limit.rlim_cur, human);
	complaint_cause(&failure->complaint,
	                "%zu bytes, and %" PRIu64
	                " in segments that are locked here already: all that "
	                "you lock may be %" PRIu64 "%s%s%s (RLIMIT_MEMLOCK)",
	                segment->size, locked, (uint64_t)limit.rlim_cur,
	                *human ? " (" : "", human, *human ? ")" : "");
	if (locked > 0)
		complaint_remedy(&failure->complaint,
		                 "unlock one; ls shows which are locked");
}

bool explain_lock(struct failure *failure)
{
	struct segment segment;
	uid_t user = geteuid();

	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) != 0)
		return false;
	if (failure->call.error == ENOMEM) {
		explain_limit(failure, &segment);
		return true;
	}
	if (failure->call.error != EPERM ||
	    (user != segment.uid && user != segment.creator_uid))
		return false;
	failure_say(failure, "it can not be locked");
	complaint_cause(&failure->complaint,
	                "it is yours, but RLIMIT_MEMLOCK is 0 (ulimit -l), and "
	                "you have no CAP_IPC_LOCK");
	return true;
}
