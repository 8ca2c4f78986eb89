/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/calls.h"

#include "text/duration.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Has a call of this name that went so not been told while polling? */
static bool is_news(struct calls *calls, const struct call *call)
{
	unsigned bit = 1u << (2 * call->name + (call->error != 0));
	bool told = calls->told & bit;

	calls->told |= bit;
	return !calls->polling || !told;
}

/* Tells of the call in LAST, of which the result is the only thing missing. */
static void remember(struct calls *calls, long result)
{
	int error = errno;

	calls->last.result = result;
	calls->last.error = result == -1 ? error : 0;
	if (calls->trace && is_news(calls, &calls->last))
		calls->trace(calls->trace_context, &calls->last);
	errno = error;
}

/* The last fence of --read-only, under all commands. */
static bool refuse(const struct calls *calls, bool changes)
{
	if (!calls->read_only || !changes)
		return false;
	errno = EROFS;
	return true;
}

static bool command_changes(int command)
{
	switch (command) {
	case IPC_STAT:
	case IPC_INFO:
	case SHM_INFO:
	case SHM_STAT:
	case SHM_STAT_ANY:
		return false;
	default:
		return true;
	}
}

int call_shmget(struct calls *calls, key_t key, size_t size, int flags)
{
	int id = refuse(calls, flags & IPC_CREAT) ? -1
	                                          : shmget(key, size, flags);

	calls->last = (struct call){
		.name = CALL_SHMGET, .key = key, .size = size, .flags = flags
	};
	remember(calls, id);
	return id;
}

void *call_shmat(struct calls *calls, int id, const void *address, int flags)
{
	// NOLINTNEXTLINE(performance-no-int-to-ptr): what shmat(2) returns
	void *memory = (void *)-1;

	if (!refuse(calls, !(flags & SHM_RDONLY)))
		memory = shmat(id, address, flags);
	calls->last = (struct call){
		.name = CALL_SHMAT, .id = id, .address = address, .flags = flags
	};
	remember(calls, (intptr_t)memory);
	return memory;
}

int call_shmdt(struct calls *calls, const void *address)
{
	int result = shmdt(address);

	calls->last = (struct call){ .name = CALL_SHMDT, .address = address };
	remember(calls, result);
	return result;
}

int call_shmctl(struct calls *calls, int id, int command, void *buffer)
{
	int result = refuse(calls, command_changes(command))
	                     ? -1
	                     : shmctl(id, command, buffer);

	calls->last = (struct call){ .name = CALL_SHMCTL,
		                     .id = id,
		                     .command = command,
		                     .buffer = buffer };
	remember(calls, result);
	return result;
}

int call_futex(struct calls *calls, const void *word, int command,
               uint32_t value, uint64_t nanoseconds)
{
	static const int operations[] = {
		[CALL_FUTEX_WAIT] = FUTEX_WAIT,
		[CALL_FUTEX_WAKE] = FUTEX_WAKE,
	};
	const struct timespec limit = {
		.tv_sec = (time_t)(nanoseconds / NANOSECONDS),
		.tv_nsec = (long)(nanoseconds % NANOSECONDS),
	};
	long result;

	/* not FUTEX_PRIVATE_FLAG: others have the word at other addresses */
	result = syscall(SYS_futex, word, operations[command], value,
	                 command == CALL_FUTEX_WAIT ? &limit : NULL, NULL, 0);
	calls->last = (struct call){ .name = CALL_FUTEX,
		                     .address = word,
		                     .command = command,
		                     .value = value,
		                     .nanoseconds = nanoseconds };
	remember(calls, result);
	return (int)result;
}

void calls_poll(struct calls *calls, bool polling)
{
	calls->polling = polling;
	calls->told = 0;
}
