/*
 * Counts in shared memory as C programs do, in a race with whoever else does.
 *
 *     counting KEY OFFSET SIZE THREADS [cas]
 *
 * adds 1 to the number of SIZE bytes at OFFSET, again and again in each thread,
 * by atomic_fetch_add or a compare-and-swap loop, and tells how often that was.
 * All begin when the int at STATE is 1, and end when it is 2; how many are
 * ready stands behind it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum {
	STATE = 0,
	READY = 4,
	THREADS_MOST = 16
};

static char *memory;
static size_t offset;
static int size;
static atomic_ulong counted;
static bool by_cas;

#define DEFINE_ADD(bits)                                                       \
	static void add_##bits(void)                                           \
	{                                                                      \
		_Atomic uint##bits##_t *at = (void *)(memory + offset);        \
		uint##bits##_t seen = *at;                                     \
                                                                               \
		if (!by_cas) {                                                 \
			atomic_fetch_add(at, 1);                               \
			return;                                                \
		}                                                              \
		while (!atomic_compare_exchange_weak(                          \
			at, &seen, (uint##bits##_t)(seen + 1)))                \
			;                                                      \
	}

DEFINE_ADD(8)
DEFINE_ADD(16)
DEFINE_ADD(32)
DEFINE_ADD(64)

static void *count(void *unused)
{
	void (*add)(void) = size == 1   ? add_8
	                    : size == 2 ? add_16
	                    : size == 4 ? add_32
	                                : add_64;

	_Atomic int *state = (void *)(memory + STATE);
	unsigned long times = 0;

	(void)unused;
	atomic_fetch_add((_Atomic int *)(void *)(memory + READY), 1);
	while (*state == 0)
		sched_yield();
	for (; *state == 1; times++)
		add();
	atomic_fetch_add(&counted, times);
	return NULL;
}

static int run_threads(int wanted)
{
	pthread_t threads[THREADS_MOST];
	int begun = 0;

	while (begun < wanted && begun < THREADS_MOST &&
	       pthread_create(&threads[begun], NULL, count, NULL) == 0)
		begun++;
	for (int i = 0; i < begun; i++)
		pthread_join(threads[i], NULL);
	printf("%lu\n", counted);
	return begun == wanted ? 0 : 1;
}

int main(int argc, char **argv)
{
	int id;

	if (argc < 5)
		return 2;
	id = shmget((key_t)strtoul(argv[1], NULL, 0), 0, 0);
	memory = shmat(id, NULL, 0);
	if (id == -1 || (intptr_t)memory == -1) {
		perror("counting");
		return 2;
	}
	offset = strtoul(argv[2], NULL, 0);
	size = atoi(argv[3]);
	by_cas = argc > 5 && strcmp(argv[5], "cas") == 0;
	return run_threads(atoi(argv[4]));
}
