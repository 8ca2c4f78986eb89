/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/orphans.h"

#include "session/creators.h"
#include "session/report.h"
#include "session/selection.h"
#include "session/session.h"
#include "session/survey.h"
#include "shm/process.h"
#include "shm/rights.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* When a process began is put together from the clock, as it is now, and the
 * time that the machine runs: what the clock was set by since goes with it, and
 * so does the time that a virtual machine stood still. Less than this is no
 * proof that the process is not the creator. */
enum {
	CLOCK_DOUBT = 60 /* seconds */
};

struct search {
	struct orphans *orphans;
	struct creators creators;
	int64_t latest; /* what was used later is too young */
	bool may_all;   /* those of others, too */
};

/* May the process that has the creator's number be the creator? However late
 * it began, unless it is of somebody else. */
static bool is_doubtful(const struct segment *segment)
{
	pid_t pid = segment->creator_pid;

	return process_start(pid) <= segment->change_time + CLOCK_DOUBT ||
	       process_has_user(pid, segment->creator_uid) ||
	       process_has_user(pid, segment->uid);
}

static int64_t last_change(const struct segment *segment)
{
	int64_t latest = segment->change_time;

	if (segment->attach_time > latest)
		latest = segment->attach_time;
	if (segment->detach_time > latest)
		latest = segment->detach_time;
	return latest;
}

/* Adds SEGMENT, if it is an orphan that is old enough. */
static void consider(struct search *search, const struct segment *segment)
{
	struct orphans *orphans = search->orphans;
	struct orphan *orphan = &orphans->items[orphans->count];
	uid_t user = geteuid();

	*orphan = (struct orphan){ .segment = *segment };
	if (segment->nattch > 0)
		return;
	switch (creator_look(&search->creators, segment, NULL)) {
	case CREATOR_EXISTS:
		return;
	case CREATOR_UNKNOWN:
		orphans->unknown++;
		return;
	case CREATOR_GONE:
		break;
	}
	orphan->number_taken = process_exists(segment->creator_pid);
	if (orphan->number_taken && is_doubtful(segment)) {
		orphans->doubtful++;
		return;
	}
	if (last_change(segment) > search->latest) {
		orphans->recent++;
		return;
	}
	orphan->mine = user == segment->uid || user == segment->creator_uid ||
	               search->may_all;
	orphans->count++;
}

bool orphans_find(struct session *session, struct selection *selection,
                  int64_t age, struct orphans *orphans)
{
	struct survey survey;
	struct search search = {
		.orphans = orphans,
		.latest = (int64_t)time(NULL) - age,
		.may_all = rights_have(CAP_SYS_ADMIN),
	};

	*orphans = (struct orphans){ 0 };
	if (!survey_take(session, true, &survey))
		return false;
	selection_apply(session, selection, &survey);
	orphans->items = calloc(survey.count + 1, sizeof(*orphans->items));
	for (size_t i = 0; orphans->items && i < survey.count; i++) {
		size_t before = orphans->count;

		consider(&search, &survey.segments[i]);
		if (orphans->count > before && survey.shares) {
			orphans->items[before].share = survey.shares[i];
			orphans->items[before].share_known = true;
		}
	}
	survey_finish(&survey);
	return orphans->items || fail(session, "out of memory");
}

void orphans_finish(struct orphans *orphans)
{
	free(orphans->items);
	*orphans = (struct orphans){ 0 };
}

static bool is_unchanged(const struct segment *now,
                         const struct segment *before)
{
	return now->attach_time == before->attach_time &&
	       now->detach_time == before->detach_time &&
	       now->change_time == before->change_time &&
	       now->last_pid == before->last_pid && now->uid == before->uid;
}

enum orphan_outcome orphan_remove(struct session *session,
                                  const struct orphan *orphan)
{
	const struct segment *before = &orphan->segment;
	struct calls *calls = &session->calls;
	struct segment now;

	if (segment_stat(calls, before->id, &now) != 0)
		return errno == EINVAL || errno == EIDRM ? ORPHAN_GONE
		                                         : ORPHAN_REFUSED;
	if (now.removed || !segment_is_same(&now, before))
		return ORPHAN_GONE;
	if (now.nattch > 0)
		return ORPHAN_ATTACHED;
	if (!is_unchanged(&now, before))
		return ORPHAN_USED;
	/* the kernel has no call that removes only what is not attached */
	if (call_shmctl(calls, before->id, IPC_RMID, NULL) != 0)
		return errno == EINVAL || errno == EIDRM ? ORPHAN_GONE
		                                         : ORPHAN_REFUSED;
	if (segment_stat(calls, before->id, &now) != 0 || !now.removed) {
		session_removed(session, before->id, true);
		return ORPHAN_REMOVED;
	}
	session_removed(session, before->id, false);
	return ORPHAN_LIVES;
}
