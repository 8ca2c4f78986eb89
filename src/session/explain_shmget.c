/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/failure.h"

#include "session/describe.h"
#include "session/explain_limits.h"
#include "session/session.h"
#include "shm/segment.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Does the command make sense only with a segment that was there before? */
static bool needs_old_segment(const char *command)
{
	static const char *const names[] = {
		"rm",    "stat",  "detach", "use",
		"chmod", "chown", "lock",   "unlock",
	};

	for (size_t i = 0; command && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(command, names[i]) == 0)
			return true;
	return false;
}

/* Nothing has the key; perhaps what is attached here had it. */
static void explain_missing_key(struct failure *failure)
{
	const struct attachment *held = attachments_find_key(
		&failure->session->attachments, failure->call.key);
	unsigned key = (unsigned)failure->call.key;

	failure_say(failure, "no segment has this key");
	if (held) {
		complaint_cause(&failure->complaint,
		                "the one with key 0x%x that is attached here "
		                "was removed; it lives on as id %d until it "
		                "is detached",
		                key, held->id);
		complaint_remedy(&failure->complaint, "id:%d in place of %s",
		                 held->id, failure->subject);
		return;
	}
	if (failure->of_file) {
		complaint_cause(&failure->complaint,
		                "key 0x%x, of ID 0x%x, device 0x..%02x and "
		                "inode 0x..%04x, names nothing in this IPC "
		                "namespace; a file made anew gives another key",
		                key, key >> 24, key >> 16 & 0xff, key & 0xffff);
		complaint_remedy(&failure->complaint, "ls, or create %s SIZE",
		                 failure->subject);
		return;
	}
	complaint_cause(&failure->complaint,
	                "key 0x%x (%d) names nothing in this IPC namespace",
	                key, failure->call.key);
	if (needs_old_segment(failure->session->command))
		complaint_remedy(&failure->complaint, "ls");
	else
		complaint_remedy(&failure->complaint, "ls, or create %s%s SIZE",
		                 failure_dashes(failure), failure->subject);
}

static bool look_at_key(struct failure *failure, struct segment *segment)
{
	int id = segment_find(&failure->session->calls, failure->call.key);

	return id >= 0 &&
	       segment_stat(&failure->session->calls, id, segment) == 0;
}

static void explain_existing(struct failure *failure)
{
	struct segment segment;
	char text[DESCRIPTION_ROOM];

	failure_say(failure, "a segment has this key already");
	if (!look_at_key(failure, &segment))
		return;
	describe_segment(&segment, text);
	complaint_cause(&failure->complaint, "key 0x%x names %s",
	                (unsigned)failure->call.key, text);
	complaint_remedy(
		&failure->complaint, "attach %s%s, or create -o %s%s %zu",
		failure_dashes(failure), failure->subject,
		failure_dashes(failure), failure->subject, failure->call.size);
}

static void explain_size(struct failure *failure)
{
	struct segment segment;

	failure_say(failure, "the size can not be had");
	if (failure->call.key != IPC_PRIVATE &&
	    look_at_key(failure, &segment)) {
		failure_say(failure, "the segment that is there is smaller");
		complaint_cause(&failure->complaint,
		                "id %d has %zu bytes, you asked for %zu, and "
		                "a segment can not grow",
		                segment.id, segment.size, failure->call.size);
		complaint_remedy(&failure->complaint,
		                 "attach %s%s, or rm %s%s and create it anew",
		                 failure_dashes(failure), failure->subject,
		                 failure_dashes(failure), failure->subject);
		return;
	}
	explain_new_size(failure->session, &failure->call, &failure->complaint);
}

static void explain_shmget_access(struct failure *failure)
{
	struct segment segment;
	int flags = failure->call.flags;

	failure_say(failure, "the segment that is there is closed to you");
	/* as the kernel asks: each class's bits of the mode */
	if (!look_at_key(failure, &segment))
		return;
	explain_access(failure, &segment,
	               (mode_t)((flags >> 6 | flags >> 3 | flags) & 7));
}

void explain_shmget(struct failure *failure)
{
	switch (failure->call.error) {
	case ENOENT:
		explain_missing_key(failure);
		break;
	case EEXIST:
		explain_existing(failure);
		break;
	case EACCES:
		explain_shmget_access(failure);
		break;
	case EINVAL:
		explain_size(failure);
		break;
	case ENOSPC:
		failure_say(failure, "the system's limit is reached");
		explain_no_space(failure->session, &failure->call,
		                 &failure->complaint);
		break;
	case ENOMEM:
		failure_say(failure, "the kernel will not reserve the memory");
		explain_no_memory(&failure->call, &failure->complaint);
		break;
	case EPERM:
		failure_say(failure, "huge pages are not for you");
		complaint_cause(&failure->complaint,
		                "they need CAP_IPC_LOCK, or the group that "
		                "vm.hugetlb_shm_group names");
		break;
	case ENFILE:
		failure_say(failure, "the system's file table is full");
		break;
	case ENOSYS:
		failure_say(failure,
		            "this kernel has no System V shared memory");
		break;
	default:
		failure_say(failure, strerror(failure->call.error));
		break;
	}
}
