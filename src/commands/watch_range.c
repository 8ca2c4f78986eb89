/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_range.h"

#include "commands/watch_lines.h"
#include "commands/watch_snapshot.h"
#include "commands/watch_view.h"
#include "session/describe.h"
#include "session/follow.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/duration.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	USUAL_MOST = 1 << 20, /* bytes, when no length is given */
	REST = 9 /* a look is followed by a pause so many times as long */
};

struct watch {
	struct session *session;
	const struct watch_range *range;
	struct follow follow;
	struct snapshot snapshot;
	struct watch_lines lines;
	bool draws;
	struct watch_view view;
	uint64_t changes;
	uint64_t looked; /* when, nanoseconds since the beginning; never 0 */
	uint64_t took;   /* of the processor, the last look */
};

static bool is_enough(const struct watch *watch)
{
	return watch->range->count > 0 && watch->changes >= watch->range->count;
}

static bool take_change(void *context, uint64_t offset, size_t length,
                        const unsigned char *before, const unsigned char *now)
{
	struct watch *watch = context;

	watch->changes++;
	if (watch->draws)
		watch_view_change(&watch->view, offset, length, watch->looked);
	else
		watch_lines_show(&watch->lines, offset, length, before, now);
	return !is_enough(watch) && watch->session->output->error == 0;
}

/* Of the processor, in this process: nanoseconds. */
static uint64_t processor_time(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (uint64_t)time.tv_sec * NANOSECONDS + (uint64_t)time.tv_nsec;
}

/* One look, and what is to be seen of it. */
static bool look(struct watch *watch)
{
	watch->took = processor_time();
	watch->looked = follow_elapsed(&watch->follow) + 1;
	clock_gettime(CLOCK_REALTIME, &watch->lines.time);
	if (!snapshot_look(&watch->snapshot, take_change, watch))
		return false;
	watch->took = processor_time() - watch->took;
	if (watch->draws)
		return watch_view_draw(&watch->view, watch->looked);
	output_flush(watch->session->output);
	return true;
}

/* A look at much takes long: no more than a tenth of a processor's time. */
static void pause_after_look(struct watch *watch)
{
	uint64_t rest = watch->took * REST;
	uint64_t interval = watch->range->interval;

	follow_sleep(&watch->follow, rest > interval ? rest : interval);
}

static bool look_on(struct watch *watch)
{
	bool goes_on;

	do {
		goes_on = follow_goes_on(&watch->follow);
		if (!look(watch))
			return false;
		if (goes_on && !is_enough(watch))
			pause_after_look(watch);
	} while (goes_on && !is_enough(watch));
	return true;
}

/* The bytes to watch: whole values, and not more than is easily kept. */
static bool choose_length(struct watch *watch)
{
	const struct place *place = &watch->range->place;
	const struct value_type *type = watch->range->type;
	size_t unit = type ? type->size : 1;
	uint64_t left = watch->follow.attachment->size - place->offset;
	uint64_t length = left;

	if (watch->range->length > 0)
		length = watch->range->length;
	else if (length > USUAL_MOST)
		length = USUAL_MOST;
	watch->snapshot.length = length / unit * unit;
	if (watch->snapshot.length == 0)
		return fail(watch->session,
		            "%s: nothing of it is at offset %" PRIu64
		            " to be watched",
		            segment_said(watch->session, &place->segment),
		            place->offset);
	if (watch->range->length == 0 && left > USUAL_MOST)
		note(watch->session,
		     "1 MiB of %" PRIu64 " bytes is watched: a LENGTH may be "
		     "more",
		     left);
	return true;
}

static void title(const struct watch *watch, char text[static DESCRIPTION_ROOM])
{
	const struct attachment *attachment = watch->follow.attachment;
	char choice[KEY_ROOM];

	describe_choice(attachment->key, attachment->id, choice);
	snprintf(text, DESCRIPTION_ROOM, "%s+%" PRIu64 "  %" PRIu64 " byte%s",
	         choice, watch->snapshot.offset, watch->snapshot.length,
	         watch->snapshot.length == 1 ? "" : "s");
}

/* Takes what it is before the first change. */
static bool begin(struct watch *watch)
{
	struct session *session = watch->session;
	const struct watch_range *range = watch->range;
	static char text[DESCRIPTION_ROOM];

	watch->follow.shows = true;
	watch->lines = (struct watch_lines){
		.session = session,
		.attachment = watch->follow.attachment,
		.type = range->type,
	};
	watch->snapshot.session = session;
	watch->snapshot.attachment = watch->follow.attachment;
	watch->snapshot.offset = range->place.offset;
	watch->snapshot.unit = range->type ? range->type->size : 0;
	if (!choose_length(watch) || !snapshot_begin(&watch->snapshot))
		return false;
	clock_gettime(CLOCK_REALTIME, &watch->lines.time);
	watch->draws = watch_view_possible(session);
	if (!watch->draws) {
		watch_lines_begin(&watch->lines, watch->snapshot.offset,
		                  watch->snapshot.length);
		return true;
	}
	title(watch, text);
	watch->view = (struct watch_view){
		.session = session,
		.snapshot = &watch->snapshot,
		.type = range->type,
		.title = text,
	};
	return watch_view_begin(&watch->view);
}

/* Why it ended; Ctrl-C, and a reader who has enough, end it well. */
static bool conclude(struct watch *watch)
{
	const struct segment_name *name = &watch->range->place.segment;
	char end[FOLLOW_ROOM];

	if (is_enough(watch) || watch->follow.state != FOLLOW_REMOVED)
		return true;
	follow_describe_end(&watch->follow, end);
	if (watch->range->count > 0)
		return fail(watch->session,
		            "%s: %s, after %" PRIu64 " of %" PRIu64 " changes",
		            segment_said(watch->session, name), end,
		            watch->changes, watch->range->count);
	note(watch->session, "%s: %s", segment_said(watch->session, name), end);
	return true;
}

bool watch_range(struct session *session, const struct watch_range *range)
{
	struct watch watch = { .session = session, .range = range };
	bool good;

	if (!follow_begin(&watch.follow, session, &range->place, range->length))
		return false;
	good = begin(&watch) && look_on(&watch);
	watch_view_finish(&watch.view);
	snapshot_finish(&watch.snapshot);
	good = good && conclude(&watch);
	follow_end(&watch.follow);
	return good;
}
