/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/attached.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "session/several.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/line.h"

#include <stdlib.h>

struct arguments {
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(SOME, "SEGMENT", KIND_SEGMENT, segments, "what to remove"),
	END_OF_PARAMETERS,
};

static void note_alive(struct session *session, const struct segment *segment,
                       key_t key, const struct attached_processes *attached)
{
	char who[400];
	struct line line = line_on(who, sizeof(who));

	attached_add(attached, segment, &line);
	note(session, "id %d is removed but lives until %lu mapping%s gone%s",
	     segment->id, segment->nattch,
	     segment->nattch == 1 ? " is" : "s are", who);
	if (key)
		note(session,
		     "key 0x%08x is free: a new create makes a different "
		     "segment",
		     (unsigned)key);
}

static void show_json(struct session *session, const struct segment *segment,
                      key_t key, const struct attached_processes *attached)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", "rm");
	json_segment(&json, key, segment->id);
	json_bool(&json, "gone", segment->nattch == 0);
	json_unsigned(&json, "nattch", segment->nattch);
	json_array(&json, "pids");
	for (size_t i = 0; i < attached->count && i < ATTACHED_NAMED; i++)
		json_signed(&json, NULL, attached->processes[i].pid);
	json_array_end(&json);
	json_end(&json);
}

static bool remove_one(struct session *session, struct segment *segment,
                       const struct segment_name *name)
{
	key_t key = segment->key;
	bool removed_before = segment->removed;
	struct segment named;
	char text[KEY_ROOM];
	struct attached_processes attached;

	if (call_shmctl(&session->calls, segment->id, IPC_RMID, NULL) != 0)
		return fail_call(session, name);
	/* what it says of itself now: nobody else can have come by its key */
	if (segment_stat(&session->calls, segment->id, segment) != 0)
		segment->nattch = 0;
	session_removed(session, segment->id, segment->nattch == 0);
	/* by its key, who has another segment of this id is told apart */
	named = *segment;
	named.key = key;
	named.removed = removed_before;
	attached_find(&named, &attached);
	describe_key(key, removed_before, text);
	if (removed_before)
		note(session, "id %d had been removed before", segment->id);
	else
		confirm(session, "removed %s  id %d", text, segment->id);
	if (segment->nattch > 0)
		note_alive(session, segment, key, &attached);
	if (session->json)
		show_json(session, segment, key, &attached);
	return true;
}

/* Several are shown before they go. */
static void announce(struct session *session, const struct segment *segments,
                     size_t count)
{
	char text[DESCRIPTION_ROOM];
	char key[KEY_ROOM];

	for (size_t i = 0; count > 1 && i < count; i++) {
		describe_segment(&segments[i], text);
		describe_key(segments[i].key, segments[i].removed, key);
		confirm(session, "to remove: %s  %s", key, text);
	}
}

static bool rm(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_segments *names = &arguments->segments;
	struct segment *segments =
		several_look(session, names->items, names->count);
	size_t done = 0;

	if (segments)
		announce(session, segments, names->count);
	/* of several, those before it may have taken their time */
	while (segments && done < names->count &&
	       (done == 0 || several_look_again(session, &names->items[done],
	                                        &segments[done])) &&
	       remove_one(session, &segments[done], &names->items[done]))
		done++;
	free(segments);
	if (done == names->count)
		return true;
	several_note(session, done, names->count, "removed");
	return false;
}

static const struct trouble troubles[] = {
	{ "no segment has this key (ENOENT)",
	  "It is gone already, or was removed while somebody has it attached: then\n"
	  "ls shows it as removed, and it goes with its last attachment." },
	{ "it is not yours (EPERM)",
	  "Only its owner, its creator and root may remove it. Its mode does not\n"
	  "matter, not even 0666." },
	{ "note: id ... is removed but lives until ... gone",
	  "Not a failure: processes have it attached and keep it. Its key is free;\n"
	  "the memory is given back when the last of them detaches or ends." },
	{ "id ... is named twice",
	  "Two of the words mean one segment, by its key and its id perhaps." },
	{ NULL, NULL },
};

const struct command rm_command = {
	.name = "rm",
	.aliases = { "del" },
	.summary = "remove segments",
	.details = "All are looked at before the first is removed. Their keys "
		   "are free at once; a\nsegment that is still attached lives "
		   "on under its id until the last one\ndetaches.",
	.wrong = troubles,
	.examples = {
		{ "Its key means nothing afterwards, and no process finds it:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !shmsh -c 'read 1234' 2> /dev/null || echo \"there is none\"\n"
		  "there is none\n" },
		{ "Several at once: all are looked at before the first is removed.",
		  "> create 1 100\n"
		  "created 0x00000001  id 0  100 bytes  rw-------\n"
		  "> create 2 200\n"
		  "created 0x00000002  id 1  200 bytes  rw-------\n"
		  "> rm 1 2\n"
		  "to remove: 0x00000001  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x00000002  id 1 (200 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x00000001  id 0\n"
		  "removed 0x00000002  id 1\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = rm,
};
