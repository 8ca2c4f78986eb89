/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/world.h"

#include "assist/candidates.h"
#include "assist/world_system.h"
#include "language/places.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/session.h"
#include "session/survey.h"
#include "shm/attachments.h"
#include "shm/segment.h"
#include "text/line.h"

#include <stdio.h>
#include <string.h>

/* Calls that a trace does not show: the user did not ask for them. */
static struct calls quiet(const struct session *session)
{
	struct calls calls = session->calls;

	calls.trace = NULL;
	return calls;
}

/* The segment as the prefix began to write it; by its id where it has no key.
 */
static void print_choice(const struct candidates *candidates,
                         const struct segment *segment,
                         char text[static KEY_ROOM])
{
	const char *prefix = candidates->prefix;
	size_t length = candidates->prefix_length;
	unsigned key = (unsigned)segment->key;

	if (length > 0 && prefix[0] == 'i')
		snprintf(text, KEY_ROOM, "id:%d", segment->id);
	else if (length > 2 && segment->key && prefix[0] == '0' &&
	         prefix[1] == 'x')
		snprintf(text, KEY_ROOM, prefix[2] == '0' ? "0x%08x" : "0x%x",
		         key);
	else if (length == 2 && segment->key && memcmp(prefix, "0x", 2) == 0)
		snprintf(text, KEY_ROOM, "0x%08x", key);
	else if (length > 0 && segment->key && prefix[0] != '0')
		snprintf(text, KEY_ROOM, "%d", segment->key);
	else
		describe_choice(segment->key, segment->id, text);
}

static void describe(const struct segment *segment, struct line *line)
{
	char size[KEY_ROOM];
	char user[NAME_ROOM];

	describe_size(segment->size, size);
	name_user(segment->uid, user);
	if (size[0])
		line_add(line, "%s", size);
	else
		line_add(line, "%zu bytes", segment->size);
	line_add(line, "  %s  %lu attached%s%s", user, segment->nattch,
	         segment->removed ? "  removed" : "",
	         segment->locked ? "  locked" : "");
}

static void add_segment(struct candidates *candidates,
                        const struct segment *segment)
{
	char text[KEY_ROOM];
	char summary[WORLD_TEXT];
	struct line line = line_on(summary, sizeof(summary));

	print_choice(candidates, segment, text);
	if (strncmp(text, candidates->prefix, candidates->prefix_length) != 0)
		return;
	line_add(&line, "id %d  ", segment->id);
	describe(segment, &line);
	candidates_add(candidates, text, summary);
}

static void add_segments(void *context, bool attached,
                         struct candidates *candidates)
{
	struct session *session = context;
	struct calls calls = quiet(session);
	struct survey survey;

	if (survey_read(&calls, false, &survey) < 0)
		return;
	for (size_t i = 0; i < survey.count; i++) {
		const struct segment *segment = &survey.segments[i];
		const struct attachment *attachment =
			attachments_find_id(&session->attachments, segment->id);

		if (!attached || (attachment && attachment->held))
			add_segment(candidates, segment);
	}
	survey_finish(&survey);
}

static void add_variables(void *context, bool own,
                          struct candidates *candidates)
{
	struct session *session = context;
	const struct variables *variables = &session->variables;
	const char *name;
	const char *value;
	size_t length;

	for (size_t i = 0; i < variables->count; i++) {
		char summary[WORLD_TEXT];

		snprintf(summary, sizeof(summary), "%.*s",
		         (int)variables->items[i].length,
		         variables->items[i].value);
		candidates_add(candidates, variables->items[i].name, summary);
	}
	for (size_t i = 0; own && (name = session_own_variable(i)); i++)
		if (session_lookup(session, name, strlen(name), &value,
		                   &length))
			candidates_add(candidates, name, value);
}

/* The key that NAME stands for; false where only a command can tell. */
static bool find_id(const struct session *session, struct calls *calls,
                    const struct segment_name *name, int *id)
{
	switch (name->form) {
	case SEGMENT_CURRENT:
		*id = session->current.id;
		return session->current.chosen;
	case SEGMENT_ID:
		*id = name->id;
		return true;
	case SEGMENT_KEY:
		*id = segment_find(calls, name->key);
		return true;
	case SEGMENT_FTOK:
	case SEGMENT_PRIVATE:
		break;
	}
	return false;
}

static enum world_answer say_segment(void *context,
                                     const struct segment_name *name,
                                     char text[static WORLD_TEXT])
{
	struct session *session = context;
	struct calls calls = quiet(session);
	struct line line = line_on(text, WORLD_TEXT);
	struct segment segment;
	int id;

	if (!find_id(session, &calls, name, &id))
		return WORLD_UNKNOWN;
	if (id < 0 || segment_stat(&calls, id, &segment) < 0)
		return WORLD_NOTHING;
	line_add(&line, "id %d  ", segment.id);
	describe(&segment, &line);
	return WORLD_SEGMENT;
}

struct world world_of_session(struct session *session)
{
	return (struct world){
		.context = session,
		.segments = add_segments,
		.variables = add_variables,
		.owners = world_add_owners,
		.namespaces = world_add_namespaces,
		.segment = say_segment,
		.lookup = session_lookup,
	};
}
