/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/locking.h"

#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/json.h"

static void show_json(struct session *session, const struct segment *segment,
                      bool was_locked, bool locked)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", locked ? "lock" : "unlock");
	json_bool(&json, "was_locked", was_locked);
	json_status(&json, segment);
	json_end(&json);
}

/* The kernel says that it did something even where it did not: shmctl(2). */
static void note_nothing(struct session *session, const struct segment *segment,
                         bool was_locked, bool locked)
{
	if (segment->locked != locked)
		note(session,
		     "id %d: huge pages are never swapped: nothing changed",
		     segment->id);
	else if (was_locked == locked)
		note(session, "id %d: it was %s already", segment->id,
		     locked ? "locked" : "unlocked");
}

bool locking_set(struct session *session, const struct segment_name *name,
                 bool locked)
{
	struct segment segment;
	char flags[DESCRIPTION_ROOM];
	char key[KEY_ROOM];
	bool was_locked;

	if (!segment_look(session, name, &segment))
		return false;
	was_locked = segment.locked;
	if (call_shmctl(&session->calls, segment.id,
	                locked ? SHM_LOCK : SHM_UNLOCK, NULL) != 0 ||
	    segment_stat(&session->calls, segment.id, &segment) != 0)
		return fail_call(session, name);
	describe_key(segment.key, segment.removed, key);
	describe_flags(&segment, ",", flags);
	confirm(session, "%s %s  id %d  %zu bytes  flags %s",
	        locked ? "locked" : "unlocked", key, segment.id, segment.size,
	        *flags ? flags : "none");
	note_nothing(session, &segment, was_locked, locked);
	if (session->json)
		show_json(session, &segment, was_locked, locked);
	return true;
}
