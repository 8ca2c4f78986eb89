/*
 * Waits and wakes in shared memory by futex(2), as C programs do.
 *
 *     sleeping wait KEY OFFSET VALUE    sleeps as long as the int at OFFSET is
 *                                       VALUE; says so before, and what it is
 *     sleeping store KEY OFFSET VALUE   stores VALUE, and wakes nobody
 *     sleeping wake KEY OFFSET VALUE    looks until somebody waits, stores
 *                                       VALUE and wakes one
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <linux/futex.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic int *word;

static long futex(int operation, int value)
{
	return syscall(SYS_futex, word, operation, value, NULL, NULL, 0);
}

static void wait_while(int value)
{
	puts("waiting");
	fflush(stdout);
	while (*word == value)
		futex(FUTEX_WAIT, value);
	printf("%d\n", *word);
}

/* A wake without a change only makes waiters look again. */
static void wake_with(int value)
{
	while (futex(FUTEX_WAKE, 1) == 0)
		sched_yield();
	*word = value;
	futex(FUTEX_WAKE, 1);
}

int main(int argc, char **argv)
{
	void *memory;
	int id;
	int value;

	if (argc < 5)
		return 2;
	id = shmget((key_t)strtoul(argv[2], NULL, 0), 0, 0);
	memory = shmat(id, NULL, 0);
	if (id == -1 || (intptr_t)memory == -1) {
		perror("sleeping");
		return 2;
	}
	word = (void *)((char *)memory + strtoul(argv[3], NULL, 0));
	value = atoi(argv[4]);
	if (strcmp(argv[1], "wait") == 0)
		wait_while(value);
	else if (strcmp(argv[1], "store") == 0)
		*word = value;
	else
		wake_with(value);
	return 0;
}
