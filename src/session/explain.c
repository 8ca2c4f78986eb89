/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/explain.h"

#include "language/places.h"
#include "session/describe.h"
#include "session/explain_limits.h"
#include "session/failure.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/mappings.h"
#include "shm/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

void failure_say(struct failure *failure, const char *what)
{
	complain(&failure->complaint, "%s: %s (%s)", failure->subject, what,
	         strerrorname_np(failure->call.error));
}

const char *failure_dashes(const struct failure *failure)
{
	return failure->subject[0] == '-' ? "-- " : "";
}

void explain_gone(struct failure *failure)
{
	failure_say(failure, "no segment has this id");
	complaint_cause(&failure->complaint,
	                "there is no id %d here: it was removed, is of "
	                "another IPC namespace, or the number is a key",
	                failure->call.id);
	complaint_remedy(&failure->complaint, "ls");
}

static void add_owner(const struct segment *segment,
                      struct complaint *complaint)
{
	char owner[NAME_ROOM];
	char creator[NAME_ROOM];
	char user[NAME_ROOM];

	name_user(segment->uid, owner);
	name_user(segment->creator_uid, creator);
	name_user(geteuid(), user);
	complaint_cause(complaint,
	                "id %d is owned by %s and was created by %s; only "
	                "they or root may do this, you are %s; its mode does "
	                "not matter here",
	                segment->id, owner, creator, user);
}

static void explain_shmctl_owner(struct failure *failure)
{
	struct segment segment;

	failure_say(failure, "it is not yours");
	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) == 0)
		add_owner(&segment, &failure->complaint);
}

void explain_owner(struct session *session, const struct segment_name *name,
                   const struct segment *segment)
{
	struct complaint complaint;

	complain(&complaint, "%.*s: it is not yours (EPERM)",
	         complaint_width(name->length), name->text);
	add_owner(segment, &complaint);
	fail_with(session, &complaint);
}

/* IPC_SET fails so for a number that no user has in this user namespace. */
static bool explain_shmctl_set(struct failure *failure)
{
	struct segment segment;

	if (failure->call.error != EINVAL ||
	    segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) != 0)
		return false;
	failure_say(failure, "the user or the group has no meaning here");
	complaint_cause(&failure->complaint,
	                "this user namespace does not map its number: see "
	                "/proc/self/uid_map and gid_map");
	return true;
}

static void explain_shmctl(struct failure *failure)
{
	if (failure->call.command == IPC_SET && explain_shmctl_set(failure))
		return;
	if (failure->call.command == SHM_LOCK && explain_lock(failure))
		return;
	switch (failure->call.error) {
	case EINVAL:
	case EIDRM:
		explain_gone(failure);
		break;
	case EPERM:
		explain_shmctl_owner(failure);
		break;
	default:
		failure_say(failure, strerror(failure->call.error));
		break;
	}
}

static void explain_shmdt(struct failure *failure)
{
	const struct attachment *first = failure->session->attachments.first;
	char choice[KEY_ROOM];

	failure_say(failure, "nothing is attached at this address");
	if (!first)
		return;
	describe_choice(first->key, first->id, choice);
	complaint_cause(&failure->complaint,
	                "%p is the start of no attachment; attached last is "
	                "%s at %p",
	                failure->call.address, choice, (void *)first->memory);
	complaint_remedy(&failure->complaint, "attach, which lists them all");
}

static void explain_last_call(struct session *session, const char *subject,
                              bool of_file)
{
	struct failure failure = {
		.session = session,
		.call = session->calls.last,
		.subject = subject,
		.of_file = of_file,
	};

	switch (failure.call.name) {
	case CALL_NONE:
		failure_say(&failure, "failed");
		break;
	case CALL_SHMGET:
		explain_shmget(&failure);
		break;
	case CALL_SHMAT:
		explain_shmat(&failure);
		break;
	case CALL_SHMDT:
		explain_shmdt(&failure);
		break;
	case CALL_SHMCTL:
		explain_shmctl(&failure);
		break;
	case CALL_FUTEX:
		failure_say(&failure, strerror(failure.call.error));
		break;
	}
	fail_with(session, &failure.complaint);
}

void explain_call_for(struct session *session, const char *subject)
{
	explain_last_call(session, subject, false);
}

void explain_call(struct session *session, const struct segment_name *name)
{
	explain_last_call(session, segment_said(session, name),
	                  name->form == SEGMENT_FTOK);
}

void explain_fault(const struct attachment *attachment,
                   struct complaint *complaint)
{
	if (mapping_is_huge((uintptr_t)attachment->memory))
		explain_huge_pool(complaint);
}

void explain_bytes(const struct session *session,
                   const struct attachment *attachment,
                   struct complaint *complaint)
{
	if (errno == ENOMEM) {
		complain(complaint,
		         "id:%d: %" PRIu64 " bytes of new pages are more than "
		         "the memory that is left (%" PRIu64 " bytes)",
		         attachment->id, session->headroom.asked,
		         session->headroom.left);
		complaint_cause(complaint, "%s; beyond it the kernel kills",
		                session->headroom.of_cgroup
		                        ? "a memory cgroup limits this process"
		                        : "MemAvailable of /proc/meminfo says "
		                          "so");
	} else if (errno == EFAULT) {
		complain(complaint,
		         "id:%d: the memory at offset %zu can not be reached "
		         "(EFAULT)",
		         attachment->id, attachment->fault);
		explain_fault(attachment, complaint);
	} else {
		complain(complaint, "id:%d: %s (%s)", attachment->id,
		         strerror(errno), strerrorname_np(errno));
	}
}
