/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/json.h"

#include <inttypes.h>
#include <unistd.h>

struct arguments {
	struct segment_name segment;
	uint64_t size;
	mode_t mode;
	bool or_open;
	bool unreserved;
	bool huge;
	uint64_t huge_size;
};

static const struct arguments defaults = { .mode = 0600 };

static const struct parameter parameters[] = {
	SWITCH('o', "or-open", or_open, "open it if it exists"),
	OPTION('H', "huge", "SIZE", KIND_HUGE_PAGES, huge_size,
	       "use huge pages: default, 2M, 1G", GIVEN(huge)),
	SWITCH('R', "no-reserve", unreserved, "do not reserve swap for it"),
	OPERAND(REQUIRED, "SEGMENT", KIND_NEW_SEGMENT, segment,
	        "key of the new segment, or private"),
	OPERAND(REQUIRED, "SIZE", KIND_SIZE, size, "its size in bytes"),
	OPERAND(OPTIONAL, "MODE", KIND_MODE, mode,
	        "access bits, as in chmod; 0600"),
	END_OF_PARAMETERS,
};

static int flags_of(const struct arguments *arguments)
{
	int flags = IPC_CREAT | (int)arguments->mode;

	if (!arguments->or_open)
		flags |= IPC_EXCL;
	if (arguments->unreserved)
		flags |= SHM_NORESERVE;
	if (arguments->huge)
		flags |= SHM_HUGETLB;
	/* the logarithm of the page size: shmget(2), SHM_HUGE_2MB */
	if (arguments->huge_size)
		flags |= (int)((unsigned)__builtin_ctzll(arguments->huge_size)
		               << CALLS_HUGE_SHIFT);
	return flags;
}

static void note_opened(struct session *session,
                        const struct arguments *arguments,
                        const struct segment *segment)
{
	char age[TIME_ROOM];
	char process[NAME_ROOM];
	bool differs = segment->size != arguments->size ||
	               segment->mode != arguments->mode;

	describe_age(segment->change_time, age);
	name_process(segment->creator_pid, segment->change_time, process);
	note(session,
	     "opened id %d that was there (%zu bytes, mode %04o, changed %s, "
	     "made by pid %s)%s",
	     segment->id, segment->size, segment->mode, age, process,
	     differs ? "; the size and the mode asked for were not applied"
	             : "");
}

/* What surprises people although shmget succeeded. */
static void note_surprises(struct session *session,
                           const struct arguments *arguments,
                           const struct segment *segment)
{
	const struct segment_name *name = &arguments->segment;

	if (name->form == SEGMENT_PRIVATE && name->text[0] != 'p')
		note(session,
		     "key 0 is IPC_PRIVATE, a new segment every time; reach "
		     "this one as id:%d",
		     segment->id);
	if (segment->mode == 0)
		note(session, "with mode 0 nobody but root can attach it");
	if (segment_dies_with_detach(session, segment))
		note(session, "kernel.shm_rmid_forced is 1: it vanishes when "
		              "shmsh ends, or when it was attached and is no "
		              "longer");
}

static void show_result(struct session *session, const struct segment *segment,
                        bool opened)
{
	struct json json;
	char mode[10];
	char key[KEY_ROOM];

	mode_print(segment->mode, mode);
	describe_key(segment->key, segment->removed, key);
	confirm(session, "%s %s  id %d  %zu bytes  %s",
	        opened ? "opened" : "created", key, segment->id, segment->size,
	        mode);
	if (!session->json)
		return;
	json = json_begin(session->output);
	json_string(&json, "command", "create");
	json_bool(&json, "opened", opened);
	json_status(&json, segment);
	json_end(&json);
}

/* What a new segment is, without a call to ask for it. */
static struct segment new_segment(const struct arguments *arguments, int id,
                                  key_t key)
{
	return (struct segment){
		.id = id,
		.key = key,
		.size = arguments->size,
		.mode = arguments->mode,
	};
}

static bool create(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct segment segment;
	bool opened = false;
	key_t key;
	int id;

	if (!segment_key(session, &arguments->segment, &key))
		return false;
	/* who created it does not tell: a pid is used again */
	if (arguments->or_open && key != IPC_PRIVATE)
		opened = segment_find(&session->calls, key) >= 0;
	id = call_shmget(&session->calls, key, arguments->size,
	                 flags_of(arguments));
	if (id < 0)
		return fail_call(session, &arguments->segment);
	segment = new_segment(arguments, id, key);
	if ((arguments->or_open || session->json) &&
	    segment_stat(&session->calls, id, &segment) != 0)
		return fail_call(session, &arguments->segment);
	/* somebody else may have come between the two calls */
	opened |= arguments->or_open && segment.creator_pid != getpid();
	if (!opened)
		made_add(&session->made, id);
	session_choose(session, id, segment.key, segment.size);
	show_result(session, &segment, opened);
	if (opened)
		note_opened(session, arguments, &segment);
	note_surprises(session, arguments, &segment);
	return true;
}

static const struct trouble troubles[] = {
	{ "a segment has this key already (EEXIST)",
	  "Somebody made it before you, or you did, and it was never removed.\n"
	  "stat shows who and when. create -o opens it; with another key a new one\n"
	  "is made." },
	{ "the segment that is there is smaller (EINVAL)",
	  "With -o you ask for more bytes than it has. A segment never grows:\n"
	  "attach it as it is, or rm it and create it anew." },
	{ "the size can not be had (EINVAL)",
	  "A size is 1 byte at least and kernel.shmmax at most: limits shows it." },
	{ "the system's limit is reached (ENOSPC)",
	  "Too many segments or pages are there; it has nothing to do with disks.\n"
	  "ls, and rm those that nobody needs." },
	{ "the segment that is there is closed to you (EACCES)",
	  "create -o asks for the access that MODE spells, and its owner gives you\n"
	  "less. Ask for less, or read it, which asks for reading only." },
	{ NULL, NULL },
};

const struct command create_command = {
	.name = "create",
	.summary = "create a segment",
	.details = "The segment is made anew: that the key is free is checked "
		   "(IPC_CREAT|IPC_EXCL).\nWith -o a segment that has the key "
		   "is opened instead (IPC_CREAT alone); it keeps\nits own "
		   "size and mode. The new segment is the current one then: . "
		   "means it.\nIt outlives shmsh; rm removes it.",
	.wrong = troubles,
	.examples = {
		{ "Made by one process, read by another, under the key that both know:",
		  "> create 1234 4096 0644\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
		  "> write 1234 \"hello\"\n"
		  "wrote 6 bytes to 1234+0\n"
		  "> !shmsh -c 'read 1234'\n"
		  "hello\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "As most programs do it: open it, or make it if it is not there yet.",
		  "> create -o 1234 1K\n"
		  "created 0x000004d2  id 0  1024 bytes  rw-------\n"
		  "> write . \"made once\"\n"
		  "wrote 10 bytes to 1234+0\n"
		  "> !shmsh -c 'create -o 1234 1K; read 1234' 2> /dev/null\n"
		  "made once\n"
		  "> read .\n"
		  "made once\n"
		  "> rm .\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = create,
};
