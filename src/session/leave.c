/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/leave.h"

#include "session/describe.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/line.h"

#include <unistd.h>

void leave_list(struct session *session, char remaining[static LEAVE_ROOM])
{
	struct line line = line_on(remaining, LEAVE_ROOM);

	for (const struct made_segment *made = session->made.first; made;
	     made = made->next) {
		struct segment segment;
		char choice[KEY_ROOM];

		/* an id that another process has come by is not ours */
		if (segment_stat(&session->calls, made->id, &segment) != 0 ||
		    segment.creator_pid != getpid() || segment.removed)
			continue;
		describe_choice(segment.key, segment.id, choice);
		line_add(&line, " %s", choice);
	}
}

void leave_say(struct session *session, const char *remaining)
{
	if (!*remaining)
		return;
	if (session->whereabouts.sandbox)
		note(session, "made here, and gone with the sandbox:%s",
		     remaining);
	else
		note(session,
		     "made here and still there:%s (rm removes a segment, "
		     "leaving does not)",
		     remaining);
}

void leave_note(struct session *session)
{
	char remaining[LEAVE_ROOM];

	leave_list(session, remaining);
	leave_say(session, remaining);
}
