/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/wait_value.h"

#include "commands/show_value.h"
#include "memory/comparison.h"
#include "session/describe.h"
#include "session/follow.h"
#include "session/place.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "session/values.h"
#include "shm/attachments.h"
#include "shm/futex.h"
#include "text/duration.h"
#include "text/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Pauses grow from the first to the last, which costs no processor time worth
 * the name. */
enum {
	FIRST_PAUSE = 50000, /* nanoseconds */
	LAST_PAUSE = 10000000,
	SAID_ROOM = 100
};

struct waiting {
	struct session *session;
	const struct wait_value *value;
	struct attachment *attachment;
	struct follow follow;
	void *seen; /* the value as it was last */
};

static bool look(struct waiting *waiting)
{
	return values_load(waiting->session, waiting->attachment,
	                   waiting->value->place.offset,
	                   waiting->value->type.size, 1, waiting->seen);
}

static bool holds(const struct waiting *waiting)
{
	const struct wait_value *value = waiting->value;

	return comparison_holds(
		value->comparison,
		value_compare(&value->type, waiting->seen, value->wanted));
}

static bool answer(const struct waiting *waiting, uint64_t elapsed)
{
	const struct attachment *attachment = waiting->attachment;
	size_t offset = waiting->value->place.offset;
	const struct value_type *type = &waiting->value->type;
	char choice[KEY_ROOM];
	char said[SAID_ROOM];
	char name[TYPE_ROOM];
	struct json json;

	if (waiting->session->json) {
		type_print(type, name);
		json = json_begin(waiting->session->output);
		json_string(&json, "command", "wait");
		json_segment(&json, attachment_key(attachment), attachment->id);
		json_unsigned(&json, "offset", offset);
		json_string(&json, "type", name);
		show_value_json(&json, "value", type, waiting->seen);
		json_seconds(&json, "seconds", elapsed);
		json_end(&json);
		return true;
	}
	say_value(type, waiting->seen, said, sizeof(said));
	describe_choice(attachment_key(attachment), attachment->id, choice);
	confirm(waiting->session, "%s+%zu is %s", choice, offset, said);
	return true;
}

/* WHAT happened before the value was as it should be. */
static bool give_up(const struct waiting *waiting, const char *what)
{
	const struct place *place = &waiting->value->place;
	char seen[SAID_ROOM];
	char value[SAID_ROOM];
	struct complaint complaint;

	say_value(&waiting->value->type, waiting->seen, seen, sizeof(seen));
	say_value(&waiting->value->type, waiting->value->wanted, value,
	          sizeof(value));
	complain(&complaint, "%s+%" PRIu64 ": %s",
	         segment_said(waiting->session, &place->segment), place->offset,
	         what);
	complaint_cause(&complaint, "it was %s when last seen, not %s %s", seen,
	                waiting->value->comparison->name, value);
	return fail_with(waiting->session, &complaint);
}

static bool fail_late(const struct waiting *waiting)
{
	char duration[DURATION_ROOM];
	char what[SAID_ROOM];

	duration_print(waiting->value->limit, duration);
	snprintf(what, sizeof(what), "the value did not come within %s",
	         duration);
	return give_up(waiting, what);
}

static bool fail_ended(const struct waiting *waiting)
{
	char what[FOLLOW_ROOM];

	if (waiting->follow.state == FOLLOW_INTERRUPTED)
		return give_up(waiting, "interrupted");
	follow_describe_end(&waiting->follow, what);
	return give_up(waiting, what);
}

/* A pause before the next look; *LATELY is whether the one before ended early,
 * as it could for ever where the value changes all the time. */
static void pause_for(struct waiting *waiting, uint64_t nanoseconds,
                      bool *early)
{
	size_t offset = waiting->value->place.offset;
	uint32_t word;

	if (*early || !futex_is_word(offset, waiting->value->type.size)) {
		*early = false;
		follow_sleep(&waiting->follow, nanoseconds);
		return;
	}
	memcpy(&word, waiting->seen, sizeof(word));
	*early = follow_sleep_on(&waiting->follow, offset, word, nanoseconds);
}

static bool wait_on(struct waiting *waiting)
{
	uint64_t next = FIRST_PAUSE;
	bool early = false;

	for (;;) {
		bool goes_on = follow_goes_on(&waiting->follow);
		uint64_t elapsed = follow_elapsed(&waiting->follow);
		uint64_t left;

		if (!look(waiting))
			return false;
		if (holds(waiting))
			return answer(waiting, elapsed);
		if (!goes_on)
			return fail_ended(waiting);
		if (elapsed >= waiting->value->limit)
			return fail_late(waiting);
		left = waiting->value->limit - elapsed;
		pause_for(waiting, next < left ? next : left, &early);
		next = next < LAST_PAUSE / 2 ? next * 2 : LAST_PAUSE;
	}
}

bool wait_for_value(struct session *session, const struct wait_value *value)
{
	struct waiting waiting = {
		.session = session,
		.value = value,
		.seen = session->piece,
	};
	bool good;

	/* what is so already needs no waiting */
	if (!place_open(session, &value->place, TO_READ, value->type.size,
	                &waiting.attachment) ||
	    !look(&waiting))
		return false;
	if (holds(&waiting))
		return answer(&waiting, 0);
	if (!follow_begin(&waiting.follow, session, &value->place,
	                  value->type.size))
		return false;
	waiting.attachment = waiting.follow.attachment;
	good = wait_on(&waiting);
	follow_end(&waiting.follow);
	return good;
}
