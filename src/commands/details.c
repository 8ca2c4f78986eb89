/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/details.h"

#include "session/selection.h"
#include "shm/segment.h"
#include "text/json.h"

static void json_creator(struct json *json, struct creators *creators,
                         const struct segment *segment)
{
	const char *command;
	enum creator_state state = creator_look(creators, segment, &command);

	if (state == CREATOR_UNKNOWN)
		json_null(json, "creator_exists");
	else
		json_bool(json, "creator_exists", state == CREATOR_EXISTS);
	if (*command)
		json_string(json, "creator_command", command);
	else
		json_null(json, "creator_command");
	if (state == CREATOR_UNKNOWN && segment->nattch == 0)
		json_null(json, "orphan");
	else
		json_bool(json, "orphan",
		          state == CREATOR_GONE && segment->nattch == 0);
}

void json_details(struct json *json, struct session *session,
                  const struct segment *segment,
                  const struct segment_share *share,
                  struct selection *selection)
{
	if (share) {
		json_unsigned(json, "resident", share->resident);
		json_unsigned(json, "swapped", share->swapped);
	} else {
		json_null(json, "resident");
		json_null(json, "swapped");
	}
	json_creator(json, &selection->creators, segment);
	json_bool(json, "unreadable",
	          segment_is_closed(session, selection->user, segment));
}

void json_processes(struct json *json, const struct segment *segment,
                    const struct processes *processes)
{
	unsigned long seen = 0;

	if (!processes) {
		json_null(json, "pids");
		json_null(json, "unseen");
		return;
	}
	json_array(json, "pids");
	for (size_t i = 0; segment->nattch && i < processes->count; i++) {
		unsigned long mappings =
			process_mappings(processes, i, segment);

		seen += mappings;
		if (mappings)
			json_signed(json, NULL, processes->items[i].pid);
	}
	json_array_end(json);
	json_unsigned(json, "unseen",
	              seen < segment->nattch ? segment->nattch - seen : 0);
}
