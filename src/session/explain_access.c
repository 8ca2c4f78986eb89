/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/failure.h"

#include "session/names.h"
#include "session/session.h"
#include "shm/segment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool in_group(gid_t group)
{
	int count = getgroups(0, NULL);
	gid_t *groups =
		calloc((size_t)(count > 0 ? count : 1), sizeof(*groups));
	bool found = getegid() == group;

	count = groups ? getgroups(count, groups) : 0;
	for (int i = 0; i < count; i++)
		found |= groups[i] == group;
	free(groups);
	return found;
}

/* As ipcperms() of the kernel decides: svipc(7). */
static mode_t granted_access(const struct segment *segment)
{
	uid_t user = geteuid();

	if (user == segment->uid || user == segment->creator_uid)
		return segment->mode >> 6 & 7;
	if (in_group(segment->gid) || in_group(segment->creator_gid))
		return segment->mode >> 3 & 7;
	return segment->mode & 7;
}

static void access_words(mode_t access, char text[static 40])
{
	static const char *const words[8] = {
		"nothing",        "execute",
		"write",          "write and execute",
		"read",           "read and execute",
		"read and write", "read, write and execute",
	};

	snprintf(text, 40, "%s", words[access & 7]);
}

void explain_access(struct failure *failure, const struct segment *segment,
                    mode_t asked)
{
	mode_t granted = granted_access(segment);
	char owner[NAME_ROOM];
	char group[NAME_ROOM];
	char user[NAME_ROOM];
	char wants[40];
	char has[40];

	name_user(segment->uid, owner);
	name_group(segment->gid, group);
	name_user(geteuid(), user);
	access_words(asked, wants);
	access_words(granted, has);
	complaint_cause(&failure->complaint,
	                "id %d belongs to %s:%s with mode %04o; you (%s) ask "
	                "for %s and are given %s",
	                segment->id, owner, group, segment->mode, user, wants,
	                has);
	/* to attach was what was wanted: not so in a command that writes */
	if ((granted & 4) && failure->session->command &&
	    (strcmp(failure->session->command, "attach") == 0 ||
	     failure->call.name == CALL_SHMGET))
		complaint_remedy(&failure->complaint, "attach %s%s%s",
		                 granted & 2 ? "" : "-r ",
		                 failure_dashes(failure), failure->subject);
}
