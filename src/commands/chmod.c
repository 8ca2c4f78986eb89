/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/modes.h"
#include "session/attached.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/session.h"
#include "session/several.h"
#include "shm/segment.h"
#include "text/json.h"

#include <stdio.h>
#include <stdlib.h>

struct arguments {
	struct word mode;
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "MODE", KIND_MODE_CHANGE, mode,
	        "0640, or a change of the mode that is there, as g+r"),
	OPERAND(SOME, "SEGMENT", KIND_SEGMENT, segments, "whose mode to set"),
	END_OF_PARAMETERS,
};

static void show_json(struct session *session, const struct segment *segment,
                      mode_t before)
{
	struct json json = json_begin(session->output);
	char mode[8];

	snprintf(mode, sizeof(mode), "%04o", before);
	json_string(&json, "command", "chmod");
	json_string(&json, "old_mode", mode);
	json_status(&json, segment);
	json_end(&json);
}

static void confirm_mode(struct session *session, const struct segment *segment,
                         mode_t before)
{
	char key[KEY_ROOM];
	char old[10];
	char new[10];

	describe_key(segment->key, segment->removed, key);
	mode_print(before, old);
	mode_print(segment->mode, new);
	confirm(session, "changed %s  id %d  %04o %s -> %04o %s", key,
	        segment->id, before, old, segment->mode, new);
}

static bool change_one(struct session *session,
                       const struct arguments *arguments,
                       struct segment *segment, const struct segment_name *name)
{
	const struct word *word = &arguments->mode;
	struct complaint complaint;
	mode_t before;

	if (!several_look_again(session, name, segment))
		return false;
	before = segment->mode;
	if (!mode_read(word->text, word->length, before, &segment->mode,
	               &complaint))
		return fail_with(session, &complaint);
	if (segment_set(&session->calls, segment) != 0)
		return fail_call(session, name);
	confirm_mode(session, segment, before);
	/* who gains access gains it with the next shmat */
	if (before & ~segment->mode)
		attached_note_kept(session, segment);
	if (segment->mode == 0)
		note(session,
		     "id %d: with mode 0 nobody but root can attach it",
		     segment->id);
	if (session->json) {
		segment_stat(&session->calls, segment->id, segment);
		show_json(session, segment, before);
	}
	return true;
}

static bool run_chmod(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_segments *names = &arguments->segments;
	struct segment *segments =
		several_look(session, names->items, names->count);
	size_t done = 0;

	while (segments && done < names->count &&
	       change_one(session, arguments, &segments[done],
	                  &names->items[done]))
		done++;
	free(segments);
	if (done == names->count)
		return true;
	several_note(session, done, names->count, "changed");
	return false;
}

static const struct trouble troubles[] = {
	{ "it is not yours (EPERM)",
	  "Only its owner, its creator and root may set its mode. Its mode does not\n"
	  "matter for that, not even 0666." },
	{ "there is no option -...",
	  "A MODE such as -w looks like an option: write a-w, or -- before it." },
	{ "MODE: '...' has bits above 0777",
	  "A segment has nine bits: no set-user-ID, no sticky bit." },
	{ "note: id ...: ... the access ...",
	  "Not a failure: the mode is looked at in shmat alone. Who has it attached\n"
	  "reads and writes on; end them, or make a new segment, if they must not." },
	{ NULL, NULL },
};

const struct command chmod_command = {
	.name = "chmod",
	.summary = "set the mode of segments: who may attach them",
	.details = "MODE comes first, as in chmod(1): octal, or symbolic, "
		   "which changes the mode\nthat each segment has: u=rw,g=r, "
		   "go-w, g=u, a+r. All segments are looked at\nbefore the "
		   "first is changed.",
	.wrong = troubles,
	.examples = {
		{ "Others may read it, but no longer write; what it was is shown:",
		  "> create 1234 100 0666\n"
		  "created 0x000004d2  id 0  100 bytes  rw-rw-rw-\n"
		  "> chmod go-w 1234\n"
		  "changed 0x000004d2  id 0  0666 rw-rw-rw- -> 0644 rw-r--r--\n"
		  "> chmod 0600 .\n"
		  "changed 0x000004d2  id 0  0644 rw-r--r-- -> 0600 rw-------\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Who has it attached already keeps the access that was given:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> attach 1234\n"
		  "attached 0x000004d2  id 0  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> chmod u-w 1234\n"
		  "changed 0x000004d2  id 0  0600 rw------- -> 0400 r--------\n"
		  "shmsh: chmod: note: id 0: 1 mapping keeps the access it has: this shmsh\n"
		  "> write 1234 \"as before\"\n"
		  "wrote 10 bytes to 1234+0\n"
		  "> detach\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = run_chmod,
};
