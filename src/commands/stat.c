/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/details.h"
#include "commands/stat_show.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/selection.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/json.h"

#include <stdlib.h>

struct arguments {
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(ANY, "SEGMENT", KIND_SEGMENT, segments,
	        "what to look at; the current segment"),
	END_OF_PARAMETERS,
};

static void show_json(struct session *session, const struct status *status)
{
	const struct segment *segment = &status->segment;
	struct json json = json_begin(session->output);

	json_string(&json, "command", "stat");
	json_status(&json, segment);
	json_details(&json, session, segment,
	             status->memory_known ? &status->share : NULL,
	             status->selection);
	json_processes(&json, segment,
	               status->processes_known ? &status->processes : NULL);
	json_end(&json);
}

static void show_one(struct session *session, const struct segment_name *name,
                     const struct segment *segment, struct selection *selection)
{
	struct status status = { .segment = *segment, .selection = selection };

	status.memory_known = segment_memory(
		segment->id, &status.share.resident, &status.share.swapped);
	status.processes_known =
		segment->nattch == 0 ||
		processes_scan(&status.processes, segment) == 0;
	if (segment->unreadable)
		note(session,
		     "%s: its contents are closed to you (EACCES); what the "
		     "system shows of it to everyone follows",
		     segment_said(session, name));
	if (session->json)
		show_json(session, &status);
	else
		status_show(session->output, &status);
	processes_finish(&status.processes);
}

/* All are looked at before the first is shown. */
static bool show_all(struct session *session, const struct segment_name *names,
                     struct segment *segments, size_t count)
{
	struct selection selection;

	if (!selection_make(session, NULL, 0, &selection))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!segment_look(session, &names[i], &segments[i]))
			return false;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && !session->json)
			output_byte(session->output, '\n');
		show_one(session, &names[i], &segments[i], &selection);
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
		   "not read is shown\ntoo: the kernel tells it everyone. "
		   "An orphan is attached by nobody, and the\nprocess that "
		   "made it is gone.",
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
