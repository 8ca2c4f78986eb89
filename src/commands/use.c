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

const struct command use_command = {
	.name = "use",
	.summary = "make an attached segment the current one",
	.details = "The current segment is what . means, and a place without "
		   "a segment, as +16.",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = use,
};
