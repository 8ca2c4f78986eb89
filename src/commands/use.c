/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/json.h"

struct arguments {
	struct segment_name segment;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "SEGMENT", KIND_ATTACHED, segment,
	        "an attached segment"),
	END_OF_PARAMETERS,
};

static bool fail_not_attached(struct session *session,
                              const struct segment_name *name)
{
	struct complaint complaint;

	complain(&complaint, "%s: it is not attached here",
	         segment_said(session, name));
	complaint_remedy(&complaint, "attach %s", segment_said(session, name));
	return fail_with(session, &complaint);
}

static bool use(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct attachment *attachment;
	struct segment segment;
	char key[KEY_ROOM];
	struct json json;
	int id;

	if (!segment_choose(session, &arguments->segment, &id))
		return false;
	attachment = attachments_find_id(&session->attachments, id);
	if (!attachment)
		return segment_look(session, &arguments->segment, &segment) &&
		       fail_not_attached(session, &arguments->segment);
	session_choose(session, id, attachment_key(attachment),
	               attachment->size);
	describe_key(attachment_key(attachment), attachment->removed, key);
	confirm(session, "using %s  id %d  %zu bytes", key, id,
	        attachment->size);
	if (!session->json)
		return true;
	json = json_begin(session->output);
	json_string(&json, "command", "use");
	json_segment(&json, attachment_key(attachment), id);
	json_unsigned(&json, "size", attachment->size);
	json_end(&json);
	return true;
}

static const struct trouble troubles[] = {
	{ "it is not attached here",
	  "use chooses among what attach holds. Other commands take a segment by\n"
	  "its key at any time, and create makes the new one current." },
	{ "no segment has this key (ENOENT)",
	  "It was never made, or was removed. If you still hold it attached, use it\n"
	  "by its id, as id:7: attach lists that." },
	{ NULL, NULL },
};

const struct command use_command = {
	.name = "use",
	.summary = "make an attached segment the current one",
	.details = "The current segment is what . means, and a place without "
		   "a segment, as +16.",
	.wrong = troubles,
	.examples = {
		{ "Two segments at once, and which one is meant:",
		  "> create 1 100\n"
		  "created 0x00000001  id 0  100 bytes  rw-------\n"
		  "> attach 1\n"
		  "attached 0x00000001  id 0  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> create 2 100\n"
		  "created 0x00000002  id 1  100 bytes  rw-------\n"
		  "> attach 2\n"
		  "attached 0x00000002  id 1  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> use 1\n"
		  "using 0x00000001  id 0  100 bytes\n"
		  "> write . \"one\"\n"
		  "wrote 4 bytes to 1+0\n"
		  "> read 1\n"
		  "one\n"
		  "> detach -A\n"
		  "detached 0x00000002  id 1\n"
		  "detached 0x00000001  id 0\n"
		  "> rm 1 2\n"
		  "to remove: 0x00000001  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x00000002  id 1 (100 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x00000001  id 0\n"
		  "removed 0x00000002  id 1\n" },
		{ "The variables of the current segment follow:",
		  "> create 1 100\n"
		  "created 0x00000001  id 0  100 bytes  rw-------\n"
		  "> attach 1\n"
		  "attached 0x00000001  id 0  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> create 2 200\n"
		  "created 0x00000002  id 1  200 bytes  rw-------\n"
		  "> echo $key $size\n"
		  "0x00000002 200\n"
		  "> use 1\n"
		  "using 0x00000001  id 0  100 bytes\n"
		  "> echo $key $size\n"
		  "0x00000001 100\n"
		  "> detach -A\n"
		  "detached 0x00000001  id 0\n"
		  "> rm 1 2\n"
		  "to remove: 0x00000001  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x00000002  id 1 (200 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x00000001  id 0\n"
		  "removed 0x00000002  id 1\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = use,
};
