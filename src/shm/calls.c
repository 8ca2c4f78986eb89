/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/calls.h"

#include <errno.h>
#include <stdint.h>

static void remember(struct calls *calls, const struct call *call)
{
	int error = errno;

	calls->last = *call;
	calls->last.error = call->result == -1 ? error : 0;
	if (calls->trace)
		calls->trace(calls->trace_context, &calls->last);
	errno = error;
}

int call_shmget(struct calls *calls, key_t key, size_t size, int flags)
{
	int id = shmget(key, size, flags);

	remember(calls, &(struct call){ .name = CALL_SHMGET,
	                                .key = key,
	                                .size = size,
	                                .flags = flags,
	                                .result = id });
	return id;
}

void *call_shmat(struct calls *calls, int id, const void *address, int flags)
{
	void *memory = shmat(id, address, flags);

	remember(calls, &(struct call){ .name = CALL_SHMAT,
	                                .id = id,
	                                .address = address,
	                                .flags = flags,
	                                .result = (intptr_t)memory });
	return memory;
}

int call_shmdt(struct calls *calls, const void *address)
{
	int result = shmdt(address);

	remember(calls, &(struct call){ .name = CALL_SHMDT,
	                                .address = address,
	                                .result = result });
	return result;
}

int call_shmctl(struct calls *calls, int id, int command, void *buffer)
{
	int result = shmctl(id, command, buffer);

	remember(calls, &(struct call){ .name = CALL_SHMCTL,
	                                .id = id,
	                                .command = command,
	                                .buffer = buffer,
	                                .result = result });
	return result;
}
