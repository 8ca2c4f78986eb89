/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/style.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(ANY, "SEGMENT", KIND_SEGMENT, segments,
	        "what to look at; the current segment"),
	END_OF_PARAMETERS,
};

/* What is shown of one segment: its status, and its share of memory. */
struct status {
	struct segment segment;
	bool memory_known;
	uint64_t resident;
	uint64_t swapped;
};

__attribute__((format(printf, 3, 4))) static void
show(struct output *output, const char *label, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	style_begin(output, STYLE_DIM);
	output_print(output, "%-9s", label);
	style_end(output);
	output_byte(output, ' ');
	escape_show(output, text, strlen(text), ESCAPE_ALL);
	output_byte(output, '\n');
}

static void show_size(struct output *output, const char *label, uint64_t bytes)
{
	char human[KEY_ROOM];

	describe_size(bytes, human);
	if (*human)
		show(output, label, "%" PRIu64 " bytes (%s)", bytes, human);
	else
		show(output, label, "%" PRIu64 " byte%s", bytes,
		     bytes == 1 ? "" : "s");
}

static void show_owners(struct output *output, const struct segment *segment)
{
	char user[NAME_ROOM];
	char group[NAME_ROOM];
	char mode[10];

	mode_print(segment->mode, mode);
	show(output, "mode", "%04o %s", segment->mode, mode);
	name_user(segment->uid, user);
	name_group(segment->gid, group);
	show(output, "owner", "%s:%s (%u:%u)", user, group, segment->uid,
	     segment->gid);
	name_user(segment->creator_uid, user);
	name_group(segment->creator_gid, group);
	show(output, "creator", "%s:%s (%u:%u)", user, group,
	     segment->creator_uid, segment->creator_gid);
}

static void show_history(struct output *output, const struct segment *segment)
{
	char time[TIME_ROOM];
	char process[NAME_ROOM];
	int64_t used = segment->attach_time > segment->detach_time
	                       ? segment->attach_time
	                       : segment->detach_time;

	name_process(segment->creator_pid, segment->change_time, process);
	show(output, "made by", "%s", process);
	if (used && segment->last_pid != segment->creator_pid)
		name_process(segment->last_pid, used, process);
	show(output, "last pid", "%s", used ? process : "none");
	describe_time(segment->attach_time, time);
	show(output, "attached", "%s", time);
	describe_time(segment->detach_time, time);
	show(output, "detached", "%s", time);
	describe_time(segment->change_time, time);
	show(output, "changed", "%s", time);
}

static void show_key(struct output *output, key_t key, bool removed)
{
	char text[5] = "";
	unsigned bytes = (unsigned)key;

	if (key == 0) {
		show(output, "key", removed ? "removed" : "private");
		return;
	}
	/* the text that text:ABCD would take for it */
	for (int i = 0; i < 4; i++)
		text[i] = (char)(bytes >> (24 - 8 * i));
	if (strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	                 "0123456789_") == 4)
		show(output, "key", "0x%08x (%d, text:%s)", bytes, key, text);
	else
		show(output, "key", "0x%08x (%d)", bytes, key);
}

static void show_text(struct output *output, const struct status *status)
{
	const struct segment *segment = &status->segment;
	char flags[DESCRIPTION_ROOM];

	show_key(output, segment->key, segment->removed);
	show(output, "id", "%d", segment->id);
	show_size(output, "size", segment->size);
	show_owners(output, segment);
	show(output, "nattch", "%lu", segment->nattch);
	if (status->memory_known) {
		show_size(output, "resident", status->resident);
		show_size(output, "swapped", status->swapped);
	}
	show_history(output, segment);
	describe_flags(segment, ", ", flags);
	show(output, "flags", "%s", *flags ? flags : "none");
}

static void show_json(struct output *output, const struct status *status)
{
	struct json json = json_begin(output);

	json_string(&json, "command", "stat");
	json_status(&json, &status->segment);
	if (status->memory_known) {
		json_unsigned(&json, "resident", status->resident);
		json_unsigned(&json, "swapped", status->swapped);
	} else {
		json_null(&json, "resident");
		json_null(&json, "swapped");
	}
	json_end(&json);
}

static void show_one(struct session *session, const struct segment_name *name,
                     const struct segment *segment)
{
	struct status status = { .segment = *segment };

	status.memory_known =
		segment_memory(segment->id, &status.resident, &status.swapped);
	if (segment->unreadable)
		note(session,
		     "%s: its contents are closed to you (EACCES); what the "
		     "system shows of it to everyone follows",
		     segment_said(session, name));
	if (session->json)
		show_json(session->output, &status);
	else
		show_text(session->output, &status);
}

/* All are looked at before the first is shown. */
static bool show_all(struct session *session, const struct segment_name *names,
                     struct segment *segments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!segment_look(session, &names[i], &segments[i]))
			return false;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && !session->json)
			output_byte(session->output, '\n');
		show_one(session, &names[i], &segments[i]);
	}
	return true;
}

static bool stat_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_segments *names = &arguments->segments;
	const struct segment_name current = { .text = ".", .length = 1 };
	struct segment one;
	struct segment *segments;
	bool good;

	if (names->count <= 1)
		return show_all(session, names->count ? names->items : &current,
		                &one, 1);
	segments = calloc(names->count, sizeof(*segments));
	if (!segments)
		return fail(session, "out of memory");
	good = show_all(session, names->items, segments, names->count);
	free(segments);
	return good;
}

static const struct trouble troubles[] = {
	{ "no segment has this key (ENOENT)",
	  "Nobody made it, it was removed, or it is in another IPC namespace." },
	{ "no segment has this id (EINVAL)",
	  "It was removed, or the number is a key: a key is written without id:." },
	{ "note: its contents are closed to you (EACCES)",
	  "Not a failure: what the kernel tells everybody is shown. To read what is\n"
	  "in it you need the r of its mode." },
	{ "there is no current segment",
	  "Name one: stat 1234. ls shows which there are." },
	{ NULL, NULL },
};

const struct command stat_command = {
	.name = "stat",
	.summary = "show all that the kernel tells of a segment",
	.details = "Nothing is attached. The status of a segment that one may "
		   "not read is shown\ntoo: the kernel tells it everyone.",
	.wrong = troubles,
	.examples = {
		{ "What is fixed at its creation, and what changes:",
		  "> create 1234 4096 0640\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-r-----\n"
		  "> stat | head -n 7\n"
		  "key       0x000004d2 (1234)\n"
		  "id        0\n"
		  "size      4096 bytes (4.0 KiB)\n"
		  "mode      0640 rw-r-----\n"
		  "owner     root:root (0:0)\n"
		  "creator   root:root (0:0)\n"
		  "nattch    0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Memory is taken when it is first touched:",
		  "> create 1234 1M\n"
		  "created 0x000004d2  id 0  1048576 bytes  rw-------\n"
		  "> stat | grep resident\n"
		  "resident  0 bytes\n"
		  "> write 1234 \"hello\"\n"
		  "wrote 6 bytes to 1234+0\n"
		  "> stat | grep resident\n"
		  "resident  4096 bytes (4.0 KiB)\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = stat_run,
};
