/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/json.h"

struct arguments {
	bool all;
	struct attachment_name attachment;
	bool chosen;
};

static const struct parameter parameters[] = {
	SWITCH('A', "all", all, "detach all"),
	OPERAND(OPTIONAL, "SEGMENT|ADDRESS", KIND_ATTACHMENT, attachment,
	        "what is attached, or where; the current segment",
	        GIVEN(chosen), .excludes = 'A'),
	END_OF_PARAMETERS,
};

/* Looks only at what is attached here: a removed key counts too. */
static struct attachment *find_segment(const struct session *session,
                                       const struct segment_name *name,
                                       key_t key)
{
	if (name->form == SEGMENT_CURRENT)
		return session->current.chosen
		               ? attachments_find_id(&session->attachments,
		                                     session->current.id)
		               : NULL;
	if (name->form == SEGMENT_ID)
		return attachments_find_id(&session->attachments, name->id);
	return attachments_find_key(&session->attachments, key);
}

static bool fail_not_attached(struct session *session,
                              const struct attachment_name *name)
{
	struct complaint complaint;

	/* an address is the kernel's to judge */
	if (name->address) {
		// NOLINTNEXTLINE(performance-no-int-to-ptr)
		const void *address = (void *)(uintptr_t)name->address;

		if (name->address > UINT32_MAX &&
		    call_shmdt(&session->calls, address) != 0)
			return fail_call(session, &name->segment);
	}
	complain(&complaint, "%s: it is not attached here",
	         segment_said(session, &name->segment));
	if (session->attachments.held == 0)
		complaint_cause(&complaint, "nothing is attached");
	else
		complaint_remedy(&complaint, "attach, which lists what is");
	return fail_with(session, &complaint);
}

static void show_json(struct session *session, key_t key, int id, bool gone)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", "detach");
	json_segment(&json, key, id);
	json_bool(&json, "gone", gone);
	json_end(&json);
}

static bool detach_one(struct session *session, struct attachment *attachment,
                       const char *subject)
{
	const struct attachment old = *attachment;
	struct segment segment;
	char key[KEY_ROOM];
	bool gone;
	bool last = segment_stat(&session->calls, old.id, &segment) == 0 &&
	            --segment.nattch == 0;

	if (attachments_remove(&session->attachments, &session->calls,
	                       attachment) != 0)
		return fail_call_for(session, subject);
	gone = last &&
	       (segment.removed || segment_dies_with_detach(session, &segment));
	if (gone)
		session_removed(session, old.id, true);
	describe_key(old.key, false, key);
	confirm(session, "detached %s  id %d", key, old.id);
	if (gone)
		note(session,
		     "id %d: that was its last mapping; the segment and its "
		     "contents are gone",
		     old.id);
	if (session->json)
		show_json(session, attachment_key(&old), old.id, gone);
	return true;
}

static bool detach_all(struct session *session)
{
	while (session->attachments.first)
		if (!detach_one(session, session->attachments.first, "-A"))
			return false;
	return true;
}

static bool detach(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct attachment_name name = arguments->attachment;
	struct attachment *attachment;
	key_t key;

	if (arguments->all)
		return detach_all(session);
	if (!arguments->chosen)
		name.segment =
			(struct segment_name){ .text = ".", .length = 1 };
	if (name.segment.form == SEGMENT_CURRENT && !session->current.chosen)
		return fail_no_current(session);
	if (!segment_key(session, &name.segment, &key))
		return false;
	attachment = name.address > UINT32_MAX
	                     ? NULL
	                     : find_segment(session, &name.segment, key);
	if (!attachment && name.address)
		attachment = attachments_find_address(
			&session->attachments,
			// NOLINTNEXTLINE(performance-no-int-to-ptr)
			(void *)(uintptr_t)name.address);
	if (!attachment)
		return fail_not_attached(session, &name);
	return detach_one(session, attachment,
	                  segment_said(session, &name.segment));
}

static const struct trouble troubles[] = {
	{ "it is not attached here",
	  "Other processes may have it: each detaches for itself. attach lists\n"
	  "what this shmsh holds." },
	{ "nothing is attached at this address (EINVAL)",
	  "An attachment is named by the address it begins at, which attach lists." },
	{ NULL, NULL },
};

const struct command detach_command = {
	.name = "detach",
	.summary = "detach a segment",
	.details = "A segment that was attached several times is detached "
		   "once, the latest first.\nA removed segment is gone with "
		   "its last attachment.",
	.wrong = troubles,
	.examples = {
		{ "Attached twice, detached twice:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> attach 1234\n"
		  "attached 0x000004d2  id 0  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> attach 1234\n"
		  "attached 0x000004d2  id 0  at 0x7f3a5c0d2000  100 bytes  rw\n"
		  "> stat | grep nattch\n"
		  "nattch    2\n"
		  "> detach 1234\n"
		  "detached 0x000004d2  id 0\n"
		  "> stat | grep nattch\n"
		  "nattch    1\n"
		  "> detach 1234\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "By its address, and all that are left:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> attach -a 0x10000000 1234\n"
		  "attached 0x000004d2  id 0  at 0x10000000  100 bytes  rw\n"
		  "> attach -a 0x20000000 1234\n"
		  "attached 0x000004d2  id 0  at 0x20000000  100 bytes  rw\n"
		  "> detach 0x10000000\n"
		  "detached 0x000004d2  id 0\n"
		  "> attach\n"
		  "KEY         ID  ADDRESS     SIZE  ACCESS\n"
		  "0x000004d2   0  0x20000000   100  rw\n"
		  "> detach -A\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = detach,
};
