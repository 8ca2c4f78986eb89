/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/trace.h"

#include "shm/calls.h"
#include "text/duration.h"
#include "text/line.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

struct flag {
	int bit;
	const char *name;
};

/* Adds the names of the FLAGS that are set; returns those without a name. */
static int add_flags(struct line *line, int flags, const struct flag *names,
                     bool *first)
{
	for (; names->name; names++) {
		if (!(flags & names->bit))
			continue;
		line_add(line, "%s%s", *first ? "" : "|", names->name);
		*first = false;
		flags &= ~names->bit;
	}
	return flags;
}

static void add_shmget(struct line *line, const struct call *call)
{
	static const struct flag names[] = {
		{ IPC_CREAT, "IPC_CREAT" },
		{ IPC_EXCL, "IPC_EXCL" },
		{ SHM_HUGETLB, "SHM_HUGETLB" },
		{ SHM_NORESERVE, "SHM_NORESERVE" },
		{ 0, NULL },
	};
	bool first = true;

	if (call->key == IPC_PRIVATE)
		line_add(line, "shmget(IPC_PRIVATE, %zu, ", call->size);
	else
		line_add(line, "shmget(0x%x, %zu, ", (unsigned)call->key,
		         call->size);

	int rest = add_flags(line, call->flags, names, &first);
	int huge = rest >> CALLS_HUGE_SHIFT;

	if (huge)
		line_add(line, "|%d<<SHM_HUGE_SHIFT", huge);
	rest &= 0777;
	if (rest || !first)
		line_add(line, "%s0%o)", first ? "" : "|", (unsigned)rest);
	else
		line_add(line, "0)");
}

static void add_address(struct line *line, const void *address)
{
	if (address)
		line_add(line, "%p", address);
	else
		line_add(line, "NULL");
}

static void add_shmat(struct line *line, const struct call *call)
{
	static const struct flag names[] = {
		{ SHM_RDONLY, "SHM_RDONLY" },
		{ SHM_RND, "SHM_RND" },
		{ SHM_REMAP, "SHM_REMAP" },
		{ SHM_EXEC, "SHM_EXEC" },
		{ 0, NULL },
	};
	bool first = true;

	line_add(line, "shmat(%d, ", call->id);
	add_address(line, call->address);
	line_add(line, ", ");
	add_flags(line, call->flags, names, &first);
	line_add(line, first ? "0)" : ")");
}

static const char *command_name(int command)
{
	switch (command) {
	case IPC_RMID:
		return "IPC_RMID";
	case IPC_SET:
		return "IPC_SET";
	case IPC_STAT:
		return "IPC_STAT";
	case IPC_INFO:
		return "IPC_INFO";
	case SHM_INFO:
		return "SHM_INFO";
	case SHM_STAT:
		return "SHM_STAT";
	case SHM_STAT_ANY:
		return "SHM_STAT_ANY";
	case SHM_LOCK:
		return "SHM_LOCK";
	case SHM_UNLOCK:
		return "SHM_UNLOCK";
	default:
		return "?";
	}
}

static void add_status(struct line *line, const struct shmid_ds *status)
{
	line_add(line,
	         "{shm_perm={key=0x%x, uid=%u, gid=%u, cuid=%u, cgid=%u, "
	         "mode=0%o}, shm_segsz=%zu, shm_cpid=%d, shm_lpid=%d, "
	         "shm_nattch=%lu, shm_atime=%ld, shm_dtime=%ld, shm_ctime=%ld}",
	         (unsigned)status->shm_perm.__key, status->shm_perm.uid,
	         status->shm_perm.gid, status->shm_perm.cuid,
	         status->shm_perm.cgid, (unsigned)status->shm_perm.mode,
	         status->shm_segsz, status->shm_cpid, status->shm_lpid,
	         status->shm_nattch, (long)status->shm_atime,
	         (long)status->shm_dtime, (long)status->shm_ctime);
}

/* What IPC_SET is given; the kernel looks at no more of it. */
static void add_owner(struct line *line, const struct shmid_ds *status)
{
	line_add(line, "{shm_perm={uid=%u, gid=%u, mode=0%o}}",
	         status->shm_perm.uid, status->shm_perm.gid,
	         (unsigned)status->shm_perm.mode);
}

static void add_shmctl(struct line *line, const struct call *call)
{
	bool status = call->command == IPC_STAT || call->command == SHM_STAT ||
	              call->command == SHM_STAT_ANY;

	line_add(line, "shmctl(%d, %s, ", call->id,
	         command_name(call->command));
	if (status && !call->error)
		add_status(line, call->buffer);
	else if (call->command == IPC_SET)
		add_owner(line, call->buffer);
	else
		add_address(line, call->buffer);
	line_add(line, ")");
}

static void add_futex(struct line *line, const struct call *call)
{
	line_add(line, "futex(%p, ", call->address);
	if (call->command == CALL_FUTEX_WAKE)
		line_add(line, "FUTEX_WAKE, %" PRIu32 ")", call->value);
	else
		line_add(line,
		         "FUTEX_WAIT, %" PRIu32 ", {tv_sec=%" PRIu64
		         ", tv_nsec=%" PRIu64 "})",
		         call->value, call->nanoseconds / NANOSECONDS,
		         call->nanoseconds % NANOSECONDS);
}

static void add_result(struct line *line, const struct call *call)
{
	if (call->error)
		line_add(line, " = -1 %s (%s)", strerrorname_np(call->error),
		         strerror(call->error));
	else if (call->name == CALL_SHMAT)
		line_add(line, " = %#lx", (unsigned long)call->result);
	else
		line_add(line, " = %ld", call->result);
}

void call_print(const struct call *call, char *text, size_t size)
{
	struct line line = line_on(text, size);

	switch (call->name) {
	case CALL_NONE:
		break;
	case CALL_SHMGET:
		add_shmget(&line, call);
		break;
	case CALL_SHMAT:
		add_shmat(&line, call);
		break;
	case CALL_SHMDT:
		line_add(&line, "shmdt(%p)", call->address);
		break;
	case CALL_SHMCTL:
		add_shmctl(&line, call);
		break;
	case CALL_FUTEX:
		add_futex(&line, call);
		break;
	}
	add_result(&line, call);
}
