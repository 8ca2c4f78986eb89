/*
 * The four system calls, and futex(2), one thin wrapper each. Every call is
 * remembered, so that a failure can be explained, and told to a tracer when
 * there is one.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/types.h>

/* SHM_HUGE_SHIFT of linux/shm.h, which glibc's header lacks: above it flags of
 * shmget hold the logarithm of the size of huge pages. */
enum {
	CALLS_HUGE_SHIFT = 26
};

/* One call as it was made: only the fields of its own kind are set. */
struct call {
	enum call_name {
		CALL_NONE,
		CALL_SHMGET,
		CALL_SHMAT,
		CALL_SHMDT,
		CALL_SHMCTL,
		CALL_FUTEX,
	} name;
	key_t key;
	size_t size;
	int flags;
	int id;
	int command;
	const void *address;
	const void *buffer; /* of shmctl; read only while tracing */
	uint32_t value; /* of futex: what the word is, or how many to wake */
	uint64_t nanoseconds; /* of futex: how long it waits */
	long result;
	int error; /* errno of a failed call, else 0 */
};

struct calls {
	/* a call that would change something fails with EROFS */
	bool read_only;
	struct call last;
	void (*trace)(void *context, const struct call *call);
	void *trace_context;
	/* the same calls again and again: each is told once, and once when it
	 * fails */
	bool polling;
	unsigned told;
};

/* As the calls of the same name: -1 (or (void *)-1) with errno set. */
int call_shmget(struct calls *calls, key_t key, size_t size, int flags);
void *call_shmat(struct calls *calls, int id, const void *address, int flags);
int call_shmdt(struct calls *calls, const void *address);
int call_shmctl(struct calls *calls, int id, int command, void *buffer);

enum {
	CALL_FUTEX_WAIT,
	CALL_FUTEX_WAKE,
};

/*
 * futex(2) on a WORD that processes share: waits for at most NANOSECONDS while
 * it is VALUE, or wakes at most VALUE who wait.
 */
int call_futex(struct calls *calls, const void *word, int command,
               uint32_t value, uint64_t nanoseconds);

/* Begins or ends a time of calls that are made again and again. */
void calls_poll(struct calls *calls, bool polling);
