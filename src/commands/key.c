/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/details.h"
#include "commands/labels.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/processes.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/line.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

struct arguments {
	struct segment_name segment;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "SEGMENT", KIND_SEGMENT, segment,
	        "a key, whether it is in use or not; the current segment"),
	END_OF_PARAMETERS,
};

/* A key and the segment that has it, if there is one. */
struct subject {
	key_t key;
	bool exists;
	struct segment segment;
	struct processes processes;
	bool processes_known;
};

static bool find_by_key(struct session *session,
                        const struct segment_name *name,
                        struct subject *subject)
{
	int id;

	if (!segment_key(session, name, &subject->key))
		return false;
	id = segment_find(&session->calls, subject->key);
	if (id >= 0)
		subject->exists = segment_stat(&session->calls, id,
		                               &subject->segment) == 0;
	if (id >= 0 || errno == ENOENT)
		return true;
	return fail_call(session, name);
}

/* By its id: it may have no key. */
static bool find_by_segment(struct session *session,
                            const struct segment_name *name,
                            struct subject *subject)
{
	if (!segment_look(session, name, &subject->segment))
		return false;
	subject->exists = true;
	subject->key = subject->segment.key;
	if (subject->key)
		return true;
	if (subject->segment.removed)
		return fail(session,
		            "%s: it has no key: it was removed, and its key is "
		            "free",
		            segment_said(session, name));
	return fail(session,
	            "%s: it has no key: it was made private (IPC_PRIVATE)",
	            segment_said(session, name));
}

/* "\x00\x00\x04\xd2", and how it is typed where it is text. */
static void show_bytes(struct output *output, uint32_t key)
{
	char bytes[4];
	char text[64];
	struct line line = line_on(text, sizeof(text));
	bool spelled = true;

	for (unsigned i = 0; i < 4; i++) {
		bytes[i] = (char)(key >> (24 - 8 * i));
		spelled &= isalnum((unsigned char)bytes[i]) || bytes[i] == '_';
		line_add(&line, "%s%02x", i ? " " : "",
		         (unsigned char)bytes[i]);
	}
	if (spelled)
		label_show(output, "bytes", "%s, text:%.4s", text, bytes);
	else
		label_show(output, "bytes", "%s", text);
}

static void show_ftok(struct output *output, uint32_t key)
{
	unsigned id = key >> 24;
	char letter[8] = "";

	if (id > ' ' && id < 0x7f)
		snprintf(letter, sizeof(letter), " '%c'", (int)id);
	if (id == 0)
		label_show(output, "ftok", "not likely: its ID would be 0");
	else
		label_show(output, "ftok",
		           "if by it: ID 0x%02x%s, a device that "
		           "ends in %02x, an inode in %04x",
		           id, letter, key >> 16 & 0xff, key & 0xffff);
}

static void show_text(struct output *output, const struct subject *subject)
{
	uint32_t key = (uint32_t)subject->key;
	char description[DESCRIPTION_ROOM];

	label_show(output, "key", "0x%08x", key);
	label_show(output, "signed", "%d", subject->key);
	label_show(output, "unsigned", "%u", key);
	label_show(output, "octal", "0%o", key);
	show_bytes(output, key);
	show_ftok(output, key);
	if (!subject->exists) {
		label_show(output, "segment", "none");
		return;
	}
	describe_segment(&subject->segment, description);
	label_show(output, "segment", "%s", description);
	label_users(output, &subject->segment, &subject->processes);
}

static void show_json(struct output *output, const struct subject *subject)
{
	uint32_t key = (uint32_t)subject->key;
	struct json json = json_begin(output);
	char octal[16];
	char bytes[4];

	snprintf(octal, sizeof(octal), "0%o", key);
	for (unsigned i = 0; i < 4; i++)
		bytes[i] = (char)(key >> (24 - 8 * i));
	json_string(&json, "command", "key");
	json_key(&json, subject->key);
	json_unsigned(&json, "unsigned", key);
	json_string(&json, "octal", octal);
	json_contents(&json, bytes, sizeof(bytes));
	json_unsigned(&json, "ftok_id", key >> 24);
	json_unsigned(&json, "ftok_device", key >> 16 & 0xff);
	json_unsigned(&json, "ftok_inode", key & 0xffff);
	if (subject->exists) {
		json_signed(&json, "id", subject->segment.id);
		json_unsigned(&json, "size", subject->segment.size);
		json_unsigned(&json, "nattch", subject->segment.nattch);
		json_processes(&json, &subject->segment,
		               subject->processes_known ? &subject->processes
		                                        : NULL);
	} else {
		json_null(&json, "id");
	}
	json_end(&json);
}

static bool key_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct segment_name current = { .text = ".", .length = 1 };
	const struct segment_name *name =
		arguments->segment.text ? &arguments->segment : &current;
	bool by_key = name->form == SEGMENT_KEY || name->form == SEGMENT_FTOK;
	struct subject subject = { 0 };

	if (by_key ? !find_by_key(session, name, &subject)
	           : !find_by_segment(session, name, &subject))
		return false;
	subject.processes_known =
		!subject.exists || subject.segment.nattch == 0 ||
		processes_scan(&subject.processes, &subject.segment) == 0;
	if (session->json)
		show_json(session->output, &subject);
	else
		show_text(session->output, &subject);
	processes_finish(&subject.processes);
	return true;
}

static const struct trouble troubles[] = {
	{ "it has no key: it was made private (IPC_PRIVATE)",
	  "Such a segment is reached by its id alone, as id:7." },
	{ "it has no key: it was removed, and its key is free",
	  "It lives until it is detached; a new one under its key is another." },
	{ "key '...' does not fit 32 bits",
	  "A key has 32 bits; C programs may show one as a negative number." },
	{ NULL, NULL },
};

const struct command key_command = {
	.name = "key",
	.summary = "what a key looks like elsewhere, and who uses it",
	.details =
		"Programs show keys in hex, as signed or unsigned numbers, or spell them by\n"
		"four characters; ftok(3) makes them of a file and an ID. Which file that was\n"
		"nobody can tell from the key: only the ends of its device and inode are in it.",
	.wrong = troubles,
	.examples = {
		{ "A key that a log shows as a negative number:",
		  "> key -- -559038737\n"
		  "key       0xdeadbeef\n"
		  "signed    -559038737\n"
		  "unsigned  3735928559\n"
		  "octal     033653337357\n"
		  "bytes     de ad be ef\n"
		  "ftok      if by it: ID 0xde, a device that ends in ad, an inode in beef\n"
		  "segment   none\n" },
		{ "Whose it is:",
		  "> create text:NTP0 96\n"
		  "created 0x4e545030  id 0  96 bytes  rw-------\n"
		  "> key | tail -n 3\n"
		  "bytes     4e 54 50 30, text:NTP0\n"
		  "ftok      if by it: ID 0x4e 'N', a device that ends in 54, an inode in 5030\n"
		  "segment   id 0 (96 bytes, root, 0600, 0 mappings)\n"
		  "> rm text:NTP0\n"
		  "removed 0x4e545030  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = key_run,
};
