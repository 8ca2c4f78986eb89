/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/attached.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/names.h"
#include "session/owners.h"
#include "session/report.h"
#include "session/session.h"
#include "session/several.h"
#include "shm/rights.h"
#include "shm/segment.h"
#include "text/json.h"

#include <stdlib.h>

struct arguments {
	struct owner_name owner;
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "USER[:GROUP]", KIND_OWNER, owner,
	        "the new owner, by name or number; also :GROUP alone"),
	OPERAND(SOME, "SEGMENT", KIND_SEGMENT, segments, "what to give away"),
	END_OF_PARAMETERS,
};

static void show_json(struct session *session, const struct segment *segment,
                      const struct segment *before)
{
	struct json json = json_begin(session->output);
	char name[NAME_ROOM];

	json_string(&json, "command", "chown");
	name_user(before->uid, name);
	json_unsigned(&json, "old_uid", before->uid);
	json_string(&json, "old_owner", name);
	name_group(before->gid, name);
	json_unsigned(&json, "old_gid", before->gid);
	json_string(&json, "old_group", name);
	json_status(&json, segment);
	json_end(&json);
}

static void confirm_owner(struct session *session,
                          const struct segment *segment,
                          const struct segment *before)
{
	char key[KEY_ROOM];
	char names[4][NAME_ROOM];

	describe_key(segment->key, segment->removed, key);
	name_user(before->uid, names[0]);
	name_group(before->gid, names[1]);
	name_user(segment->uid, names[2]);
	name_group(segment->gid, names[3]);
	confirm(session, "changed %s  id %d  %s:%s -> %s:%s", key, segment->id,
	        names[0], names[1], names[2], names[3]);
}

static void note_given_away(struct session *session,
                            const struct segment *segment,
                            const struct segment *before)
{
	char creator[NAME_ROOM];

	if (segment->uid == before->uid)
		return;
	name_user(segment->creator_uid, creator);
	if (segment->creator_uid != segment->uid && segment->creator_uid != 0)
		note(session,
		     "id %d: %s created it, and may remove it and change it "
		     "as its owner does",
		     segment->id, creator);
	if (!rights_to_change(segment))
		note(session,
		     "id %d: it is yours no longer: you can not take "
		     "it back",
		     segment->id);
}

static bool change_one(struct session *session, const struct owner *owner,
                       struct segment *segment, const struct segment_name *name)
{
	struct segment before;

	if (!several_look_again(session, name, segment))
		return false;
	before = *segment;
	if (owner->has_user)
		segment->uid = owner->user;
	if (owner->has_group)
		segment->gid = owner->group;
	if (segment_set(&session->calls, segment) != 0)
		return fail_call(session, name);
	confirm_owner(session, segment, &before);
	note_given_away(session, segment, &before);
	attached_note_kept(session, segment);
	if (session->json) {
		segment_stat(&session->calls, segment->id, segment);
		show_json(session, segment, &before);
	}
	return true;
}

static bool run_chown(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_segments *names = &arguments->segments;
	struct segment *segments;
	struct owner owner;
	size_t done = 0;

	if (!owner_find(session, &arguments->owner, &owner))
		return false;
	segments = several_look(session, names->items, names->count);
	while (segments && done < names->count &&
	       change_one(session, &owner, &segments[done],
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
	  "Only its owner, its creator and root may give it away. Unlike a file, a\n"
	  "segment may be given to anybody, and to any group." },
	{ "there is no ... of this name",
	  "Try the one that is near, or its number; a group alone has a colon\n"
	  "before it, as :staff." },
	{ "the user or the group has no meaning here (EINVAL)",
	  "shmsh is in a user namespace that does not map this number, as in a\n"
	  "container or a sandbox." },
	{ "note: id ...: it is yours no longer",
	  "Not a failure, but the end of what you may do with it: the new owner\n"
	  "has to give it back." },
	{ NULL, NULL },
};

const struct command chown_command = {
	.name = "chown",
	.summary = "give segments to another user or group",
	.details = "The owner comes first, as in chown(1): USER, USER:GROUP, "
		   "USER: for the group\nthat the user logs in with, or "
		   ":GROUP. The mode stays. All segments are looked\nat before "
		   "the first is changed. Who created a segment stays its "
		   "creator.",
	.wrong = troubles,
	.examples = {
		{ "A user that is not there, and one that is:",
		  "> create 1234 100 0660\n"
		  "created 0x000004d2  id 0  100 bytes  rw-rw----\n"
		  "> chown roott 1234\n"
		  "shmsh: chown: roott: there is no user of this name\n"
		  "    try: root\n"
		  "> chown root:root 1234\n"
		  "changed 0x000004d2  id 0  root:root -> root:root\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "The group alone, by number, and several at once:",
		  "> create 1 100\n"
		  "created 0x00000001  id 0  100 bytes  rw-------\n"
		  "> create 2 100\n"
		  "created 0x00000002  id 1  100 bytes  rw-------\n"
		  "> chown :0 1 2\n"
		  "changed 0x00000001  id 0  root:root -> root:root\n"
		  "changed 0x00000002  id 1  root:root -> root:root\n"
		  "> rm 1 2\n"
		  "to remove: 0x00000001  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x00000002  id 1 (100 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x00000001  id 0\n"
		  "removed 0x00000002  id 1\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = run_chown,
};
