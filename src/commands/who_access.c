/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/who_access.h"

#include "session/describe.h"
#include "session/holders.h"
#include "session/names.h"
#include "shm/process_maps.h"
#include "text/json.h"
#include "text/line.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	RIGHTS_COMBINED = 8
};

/* "rw"; of parts that differ, each once: "rw,r". "-" is none at all. */
static void describe_rights(unsigned rights, char text[static WHO_ACCESS_ROOM])
{
	snprintf(text, WHO_ACCESS_ROOM, "%s%s%s%s",
	         rights & RIGHTS_READ ? "r" : "",
	         rights & RIGHTS_WRITE ? "w" : "",
	         rights & RIGHTS_EXECUTE ? "x" : "", rights ? "" : "-");
}

void who_access_describe(unsigned access, char text[static WHO_ACCESS_ROOM])
{
	struct line line = line_on(text, WHO_ACCESS_ROOM);

	for (unsigned rights = RIGHTS_COMBINED; rights-- > 0;) {
		char one[WHO_ACCESS_ROOM];

		if (!(access & 1u << rights))
			continue;
		describe_rights(rights, one);
		line_add(&line, "%s%s", line.length ? "," : "", one);
	}
}

static void json_attachment(struct json *json,
                            const struct process_attachment *attachment)
{
	char address[32];
	char access[WHO_ACCESS_ROOM];

	who_access_describe(attachment->access, access);
	snprintf(address, sizeof(address), "0x%" PRIxPTR, attachment->from);
	json_object(json);
	json_string(json, "address", address);
	json_unsigned(json, "size", attachment->to - attachment->from);
	json_unsigned(json, "offset", attachment->offset);
	json_string(json, "access", access);
	json_unsigned(json, "mappings", attachment->mappings);
	json_object_end(json);
}

/* COUNT attachments of one process. */
static void json_process(struct output *output, const struct holder *holders,
                         size_t count)
{
	const struct process *process = holders->process;
	const struct segment *segment = &holders->held->segment;
	struct json json = json_begin(output);
	unsigned long mappings = 0;
	char user[NAME_ROOM];

	name_user(process->uid, user);
	json_string(&json, "command", "who");
	json_segment(&json, segment->key, segment->id);
	json_signed(&json, "pid", process->pid);
	json_unsigned(&json, "uid", process->uid);
	json_string(&json, "user", user);
	json_bytes(&json, "process", process->command,
	           strlen(process->command));
	json_array(&json, "attachments");
	for (size_t i = 0; i < count; i++) {
		json_attachment(&json, holders[i].attachment);
		mappings += holders[i].attachment->mappings;
	}
	json_array_end(&json);
	json_unsigned(&json, "mappings", mappings);
	json_end(&json);
}

void who_access_json(struct output *output, const struct held_segment *held)
{
	const struct segment *segment = &held->segment;
	const struct holder *holders = held->holders;
	struct json json;
	size_t count;

	for (size_t i = 0; i < held->holder_count; i += count) {
		for (count = 1;
		     i + count < held->holder_count &&
		     holders[i + count].process == holders[i].process;
		     count++)
			continue;
		json_process(output, &holders[i], count);
	}
	json = json_begin(output);
	json_string(&json, "command", "who");
	json_segment(&json, segment->key, segment->id);
	json_unsigned(&json, "nattch", segment->nattch);
	json_unsigned(&json, "processes", held->process_count);
	json_unsigned(&json, "seen", held->seen);
	json_unsigned(&json, "unseen", held->hidden);
	json_end(&json);
}
