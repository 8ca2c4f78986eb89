/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/survey.h"

#include "session/explain.h"
#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct survey *survey, size_t room, bool shares)
{
	struct segment *segments =
		reallocarray(survey->segments, room, sizeof(*segments));
	struct segment_share *shared;

	if (segments)
		survey->segments = segments;
	if (!segments)
		return false;
	survey->room = room;
	if (!shares)
		return true;
	shared = reallocarray(survey->shares, room, sizeof(*shared));
	if (shared)
		survey->shares = shared;
	return shared;
}

/*
 * SHM_STAT_ANY came with Linux 4.17: before, it is EINVAL as an index without
 * a segment is. A security module may also refuse it (EACCES), but not
 * /proc/sysvipc/shm. Then *REFUSED is set.
 */
static int walk(struct calls *calls, struct survey *survey, bool *refused)
{
	int last = segment_last_index(calls);

	if (last < 0 || !reserve(survey, (size_t)last + 1, false))
		return -1;
	for (int index = 0; index <= last && !*refused; index++)
		if (segment_stat_index(calls, index,
		                       &survey->segments[survey->count]) >= 0)
			survey->count++;
		else
			*refused = errno == EACCES;
	return 0;
}

struct taker {
	struct survey *survey;
	bool shares;
	bool full; /* out of memory */
};

static bool take(void *context, const struct segment *segment,
                 const struct segment_share *share)
{
	struct taker *taker = context;
	struct survey *survey = taker->survey;

	/* a reader that resumes at the wrong row would give it again */
	if (survey->count > 0 &&
	    survey->segments[survey->count - 1].id == segment->id)
		return true;
	if (survey->count == survey->room &&
	    !reserve(survey, survey->room ? 2 * survey->room : 64,
	             taker->shares)) {
		taker->full = true;
		return false;
	}
	survey->segments[survey->count] = *segment;
	if (taker->shares)
		survey->shares[survey->count] = *share;
	survey->count++;
	return true;
}

static int read_text(struct survey *survey, bool shares)
{
	struct taker taker = { survey, shares, false };

	survey_finish(survey);
	if (sysvipc_read(take, &taker) < 0)
		return -1;
	if (taker.full)
		errno = ENOMEM;
	return taker.full ? -1 : 0;
}

int survey_read(struct calls *calls, bool shares, struct survey *survey)
{
	bool refused = false;
	int result;

	*survey = (struct survey){ 0 };
	if (shares && read_text(survey, true) == 0)
		return 0;
	result = walk(calls, survey, &refused);
	if (refused)
		result = read_text(survey, shares);
	else if (result == 0 && survey->count == 0)
		read_text(survey, shares);
	if (result < 0)
		survey_finish(survey);
	return result;
}

bool survey_take(struct session *session, bool shares, struct survey *survey)
{
	int error;

	if (survey_read(&session->calls, shares, survey) == 0)
		return true;
	error = errno;
	if (error == session->calls.last.error)
		return fail_call_for(session, "the segments");
	return fail(session, "the segments: %s (%s)", strerror(error),
	            strerrorname_np(error));
}

void survey_finish(struct survey *survey)
{
	free(survey->segments);
	free(survey->shares);
	*survey = (struct survey){ 0 };
}
