/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/enter.h"

#include "session/leave.h"
#include "session/names.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/namespace.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool fail_attached(struct session *session)
{
	struct complaint complaint;

	complain(&complaint, "%zu attachment%s held here",
	         session->attachments.held,
	         session->attachments.held == 1 ? " is" : "s are");
	complaint_cause(&complaint, "in another IPC namespace its id would "
	                            "mean another segment");
	complaint_remedy(&complaint, "detach -A");
	return fail_with(session, &complaint);
}

/* Where shmsh was started: nothing leads back there but this descriptor. */
static bool hold_home(struct session *session)
{
	struct whereabouts *whereabouts = &session->whereabouts;

	if (!whereabouts->away)
		whereabouts->home = namespace_open();
	if (whereabouts->home >= 0)
		return true;
	return fail(session, "/proc/self/ns/ipc: %s (%s)", strerror(errno),
	            strerrorname_np(errno));
}

/* It is no longer needed, unless shmsh is away. */
static void let_home_go(struct session *session)
{
	if (!session->whereabouts.away)
		close(session->whereabouts.home);
}

/* Nothing of where shmsh is now is needed when it goes; REMAINING gets what it
 * leaves behind. */
static bool may_go(struct session *session, char remaining[static LEAVE_ROOM])
{
	if (session->attachments.held > 0)
		return fail_attached(session);
	session_wait(session);
	leave_list(session, remaining);
	return true;
}

/* Shmsh is somewhere else: keys and ids mean other segments. */
static void arrive(struct session *session, bool away, bool sandbox,
                   const char *remaining)
{
	if (session->interactive)
		leave_say(session, remaining);
	session->whereabouts.away = away;
	session->whereabouts.sandbox = sandbox;
	made_finish(&session->made);
	session->current.chosen = false;
	session_wait(session);
}

static bool fail_enter(struct session *session, pid_t pid)
{
	int error = errno;
	struct complaint complaint;

	if (error == ESRCH) {
		complain(&complaint, "%d: no process has this pid (ESRCH)",
		         (int)pid);
		complaint_remedy(&complaint, "ns");
		return fail_with(session, &complaint);
	}
	complain(&complaint, "%d: its IPC namespace can not be entered (%s)",
	         (int)pid, strerrorname_np(error));
	if (error == EPERM || error == EACCES)
		complaint_cause(&complaint,
		                "that takes CAP_SYS_ADMIN here and there, as "
		                "root has it; your own user namespaces are "
		                "open to you");
	else
		complaint_cause(&complaint, "%s", strerror(error));
	return fail_with(session, &complaint);
}

bool enter_process(struct session *session, pid_t pid)
{
	struct whereabouts *whereabouts = &session->whereabouts;
	uint64_t number = namespace_of(pid);
	char remaining[LEAVE_ROOM];
	bool joined_users;

	if (number != 0 && number == namespace_own()) {
		note(session, "process %d is where shmsh is", (int)pid);
		return true;
	}
	if (number != 0 && whereabouts->away &&
	    number == namespace_of_descriptor(whereabouts->home))
		return enter_home(session);
	if (!may_go(session, remaining) || !hold_home(session))
		return false;
	if (namespace_enter(pid, &joined_users) != 0) {
		fail_enter(session, pid);
		let_home_go(session);
		return false;
	}
	snprintf(whereabouts->name, sizeof(whereabouts->name), "of %d",
	         (int)pid);
	arrive(session, true, false, remaining);
	if (!joined_users)
		return true;
	names_forget();
	/* of -N nobody wants to come back */
	if (session->command)
		note(session,
		     "there is no way back from its user namespace: ns - "
		     "will fail");
	return true;
}

bool enter_home(struct session *session)
{
	struct whereabouts *whereabouts = &session->whereabouts;
	char remaining[LEAVE_ROOM];
	struct complaint complaint;

	if (!whereabouts->away) {
		note(session, "shmsh is where it was started");
		return true;
	}
	if (!may_go(session, remaining))
		return false;
	if (namespace_return(whereabouts->home) != 0) {
		complain(&complaint, "-: there is no way back (%s)",
		         strerrorname_np(errno));
		complaint_cause(&complaint,
		                "in this user namespace there are "
		                "no rights where shmsh was started");
		complaint_remedy(&complaint, "quit");
		return fail_with(session, &complaint);
	}
	close(whereabouts->home);
	whereabouts->name[0] = '\0';
	arrive(session, false, false, remaining);
	return true;
}

static bool fail_sandbox(struct session *session, const char *step)
{
	int error = errno;
	struct complaint complaint;

	complain(&complaint, "--sandbox: no namespace can be made: %s (%s)",
	         step, strerrorname_np(error));
	if (error == ENOSPC || error == EUSERS)
		complaint_cause(&complaint,
		                "the limit is reached: user.max_ipc_namespaces "
		                "or user.max_user_namespaces");
	else if (error == EPERM || error == EACCES)
		complaint_cause(&complaint,
		                "this system keeps user namespaces for root: "
		                "kernel.unprivileged_userns_clone is 0, its "
		                "security module says so, or a container does");
	else
		complaint_cause(&complaint, "%s", strerror(error));
	return fail_with(session, &complaint);
}

bool enter_sandbox(struct session *session)
{
	const char *step;

	if (!hold_home(session))
		return false;
	if (namespace_make(&step) != 0) {
		fail_sandbox(session, step);
		let_home_go(session);
		return false;
	}
	snprintf(session->whereabouts.name, sizeof(session->whereabouts.name),
	         "sandbox");
	arrive(session, true, true, "");
	return true;
}
