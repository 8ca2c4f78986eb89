/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/guard.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/mappings.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/table.h"

#include <stdio.h>

struct arguments {
	struct segment_name segment;
	bool chosen;
	bool read_only;
	bool executable;
	bool address_given;
	uint64_t address;
	bool rounded;
	bool replace;
};

static const struct parameter parameters[] = {
	SWITCH('r', "read-only", read_only, "only to read (SHM_RDONLY)"),
	SWITCH('e', "executable", executable,
	       "allow its contents to be run (SHM_EXEC)"),
	OPTION('a', "address", "ADDRESS", KIND_ADDRESS, address,
	       "attach it there, not where the kernel likes",
	       GIVEN(address_given)),
	SWITCH('d', "round-down", rounded,
	       "round ADDRESS down to a page (SHM_RND)", .needs = 'a'),
	SWITCH('f', "replace", replace,
	       "replace attachments that are there (SHM_REMAP)", .needs = 'a'),
	OPERAND(OPTIONAL, "SEGMENT", KIND_SEGMENT, segment,
	        "what to attach; without it all attachments are listed",
	        GIVEN(chosen)),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	if (arguments->chosen ||
	    !(arguments->read_only || arguments->executable ||
	      arguments->address_given))
		return true;
	complain(complaint, "SEGMENT is missing");
	complaint_cause(complaint, "without any operand the attachments are "
	                           "listed");
	return false;
}

static const char *access_of(const struct attachment *attachment)
{
	if (attachment->executable)
		return attachment->writable ? "rwx" : "rx";
	return attachment->writable ? "rw" : "r";
}

static void show_json(struct session *session,
                      const struct attachment *attachment)
{
	struct json json = json_begin(session->output);
	char address[32];

	snprintf(address, sizeof(address), "%p", (void *)attachment->memory);
	json_string(&json, "command", "attach");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_string(&json, "address", address);
	json_unsigned(&json, "size", attachment->size);
	json_string(&json, "access", access_of(attachment));
	json_end(&json);
}

static const struct table_column columns[] = {
	{ "KEY", false }, { "ID", true },      { "ADDRESS", false },
	{ "SIZE", true }, { "ACCESS", false },
};

enum {
	COLUMN_KEY,
	COLUMN_ID,
	COLUMN_ADDRESS,
	COLUMN_SIZE,
	COLUMN_ACCESS
};

/* Oldest first: the list begins with the latest. */
static const struct attachment *nth(const struct session *session, size_t row)
{
	const struct attachment *found = session->attachments.first;

	for (size_t i = session->attachments.held - 1; i > row; i--)
		found = found->next;
	return found;
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct attachment *attachment = nth(context, row);

	switch (column) {
	case COLUMN_KEY:
		describe_key(attachment_key(attachment), attachment->removed,
		             text);
		break;
	case COLUMN_ID:
		snprintf(text, TABLE_CELL, "%d", attachment->id);
		break;
	case COLUMN_ADDRESS:
		snprintf(text, TABLE_CELL, "%p", (void *)attachment->memory);
		break;
	case COLUMN_SIZE:
		snprintf(text, TABLE_CELL, "%zu", attachment->size);
		break;
	case COLUMN_ACCESS:
		snprintf(text, TABLE_CELL, "%s", access_of(attachment));
		break;
	}
}

static enum style style(const void *context, size_t row, size_t column)
{
	if (nth(context, row)->removed)
		return STYLE_DIM;
	return column == COLUMN_KEY ? STYLE_KEY : STYLE_PLAIN;
}

static bool list(struct session *session)
{
	size_t count = session->attachments.held;
	struct table table = {
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.row_count = count,
		.cell = cell,
		.style = style,
		.context = session,
	};

	if (!session->json) {
		table_show(&table, session->output);
		return true;
	}
	for (size_t row = 0; row < count; row++)
		show_json(session, nth(session, row));
	return true;
}

static int flags_of(const struct arguments *arguments)
{
	return (arguments->read_only ? SHM_RDONLY : 0) |
	       (arguments->executable ? SHM_EXEC : 0) |
	       (arguments->rounded ? SHM_RND : 0) |
	       (arguments->replace ? SHM_REMAP : 0);
}

/*
 * Of huge pages the kernel maps more than the segment's size, and only an
 * attachment tells that they are huge: the guard could not see what -f would
 * cover. True also when it can not be looked at.
 */
static bool has_huge_pages(struct session *session,
                           const struct segment *segment)
{
	struct attachment *probe;
	bool huge;

	if (segment_dies_with_detach(session, segment))
		return true;
	probe = attachments_add(&session->attachments, &session->calls, segment,
	                        NULL, SHM_RDONLY);
	if (!probe)
		return false; /* nor will it be attached then */
	huge = mapping_is_huge((uintptr_t)probe->memory);
	attachments_remove(&session->attachments, &session->calls, probe);
	return huge;
}

static bool guard(struct session *session, const struct arguments *arguments,
                  const struct segment *segment)
{
	struct complaint complaint;

	if (!arguments->address_given)
		return true;
	if (!guard_address(session, arguments->address, segment->size,
	                   arguments->rounded, arguments->replace, &complaint))
		return fail_with(session, &complaint);
	return !arguments->replace || !has_huge_pages(session, segment) ||
	       fail(session,
	            "%s: it may have huge pages, which replace more than is "
	            "seen: attach it without -f",
	            segment_said(session, &arguments->segment));
}

static void note_fate(struct session *session, const struct segment *segment)
{
	if (segment->removed)
		note(session,
		     "id %d was removed: it is gone when the last one detaches",
		     segment->id);
	else if (segment_dies_with_detach(session, segment))
		note(session, "kernel.shm_rmid_forced is 1: detaching it will "
		              "destroy it");
}

static bool attach(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct attachment *attachment;
	struct segment segment;
	char key[KEY_ROOM];

	if (!arguments->chosen)
		return list(session);
	if (!arguments->read_only && !session_may_change(session))
		return false;
	if (!segment_look(session, &arguments->segment, &segment))
		return false;
	if (!guard(session, arguments, &segment))
		return false;
	attachment = attachments_add(
		&session->attachments, &session->calls, &segment,
		// NOLINTNEXTLINE(performance-no-int-to-ptr)
		(void *)(uintptr_t)arguments->address, flags_of(arguments));
	if (!attachment)
		return fail_call(session, &arguments->segment);
	attachments_hold(&session->attachments, attachment);
	attachment->checked = session->epoch;
	session_choose(session, segment.id, segment.key, segment.size);
	note_fate(session, &segment);
	describe_key(segment.key, segment.removed, key);
	confirm(session, "attached %s  id %d  at %p  %zu bytes  %s", key,
	        segment.id, (void *)attachment->memory, segment.size,
	        access_of(attachment));
	if (session->json)
		show_json(session, attachment);
	return true;
}

static const struct trouble troubles[] = {
	{ "no segment has this key (ENOENT)",
	  "It was not made yet, was removed, or lives in another IPC namespace.\n"
	  "ls shows what is there; create makes it." },
	{ "you may not attach it so (EACCES)",
	  "Its mode does not give you reading and writing. attach -r asks for\n"
	  "reading only; who owns it can give more: help modes." },
	{ "the address can not be used (EINVAL)",
	  "It is no multiple of a page, which -d rounds down to, or something is\n"
	  "there. Leave -a away, and the kernel finds a place." },
	{ "no segment has this id (EINVAL)",
	  "id:N names an id as ls shows it. A key is written without id: before it." },
	{ "there is no room for it in the address space (ENOMEM)",
	  "The segment is larger than RLIMIT_AS (ulimit -v) leaves, or too much is\n"
	  "attached already." },
	{ NULL, NULL },
};

const struct command attach_command = {
	.name = "attach",
	.summary = "attach a segment, or list what is attached",
	.details = "The segment stays attached, and counts in nattch, until "
		   "detach or the end of\nshmsh. No other command needs it: "
		   "each attaches a segment for itself and\ndetaches it "
		   "again. It becomes the current segment, and $address is "
		   "where it is.",
	.wrong = troubles,
	.examples = {
		{ "Held, it is counted by the kernel and shown by the prompt:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> stat | grep nattch\n"
		  "nattch    0\n"
		  "> attach 1234\n"
		  "attached 0x000004d2  id 0  at 0x7f3a5c0d2000  4096 bytes  rw\n"
		  "> stat | grep nattch\n"
		  "nattch    1\n"
		  "> detach\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "To read only, at an address that is rounded down to a page:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> attach -r -a 0x10000123 -d 1234\n"
		  "attached 0x000004d2  id 0  at 0x10000000  4096 bytes  r\n"
		  "> attach\n"
		  "KEY         ID  ADDRESS     SIZE  ACCESS\n"
		  "0x000004d2   0  0x10000000  4096  r\n"
		  "> detach\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.check = check,
	.run = attach,
};
