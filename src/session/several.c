/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/several.h"

#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/rights.h"
#include "shm/segment.h"

#include <stdlib.h>

static bool look_at_one(struct session *session,
                        const struct segment_name *names,
                        struct segment *segments, size_t index)
{
	struct segment *segment = &segments[index];

	if (!segment_look(session, &names[index], segment))
		return false;
	if (!rights_to_change(segment)) {
		explain_owner(session, &names[index], segment);
		return false;
	}
	for (size_t i = 0; i < index; i++)
		if (segments[i].id == segment->id)
			return fail(session, "%s: id %d is named twice",
			            segment_said(session, &names[index]),
			            segment->id);
	return true;
}

struct segment *several_look(struct session *session,
                             const struct segment_name *names, size_t count)
{
	struct segment *segments = calloc(count, sizeof(*segments));
	size_t index = 0;

	if (!segments) {
		fail(session, "out of memory");
		return NULL;
	}
	while (index < count && look_at_one(session, names, segments, index))
		index++;
	if (index == count)
		return segments;
	free(segments);
	return NULL;
}

bool several_look_again(struct session *session,
                        const struct segment_name *name,
                        struct segment *segment)
{
	struct segment before = *segment;

	if (segment_stat(&session->calls, before.id, segment) != 0)
		return fail_call(session, name);
	if (segment_is_same(segment, &before))
		return true;
	return fail(session, "%s: id %d is another segment by now",
	            segment_said(session, name), before.id);
}

void several_note(struct session *session, size_t done, size_t count,
                  const char *changed)
{
	if (count == 1)
		return;
	if (done == 0)
		note(session, "none of the %zu was %s", count, changed);
	else
		note(session, "%zu of the %zu %s %s", done, count,
		     done == 1 ? "was" : "were", changed);
}
