/* The limit: what the bare calls and copies of a script take, in nanoseconds.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <time.h>

enum {
	SIZE = 1 << 20,
	KEY = 0x62656e63
};

static const char text[] = "hello world 12345";

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void check(int good, const char *call)
{
	if (good)
		return;
	perror(call);
	exit(1);
}

static char *attach(int id)
{
	char *memory = shmat(id, NULL, 0);

	check(memory != (void *)-1, "shmat");
	return memory;
}

/* The copy must be made, whatever the compiler knows of it. */
static void copy(char *to)
{
	memcpy(to, text, sizeof(text));
	__asm__ volatile("" ::: "memory");
}

static void write_attached(long count)
{
	int id = shmget(KEY, SIZE, IPC_CREAT | 0600);
	char *memory = attach(id);

	for (long i = 0; i < count; i++)
		copy(memory + i * 64 % 1000000);
	shmdt(memory);
	shmctl(id, IPC_RMID, NULL);
}

static void write_by_key(long count)
{
	int id = shmget(KEY, SIZE, IPC_CREAT | 0600);

	for (long i = 0; i < count; i++) {
		char *memory = attach(shmget(KEY, 0, 0));

		copy(memory + i * 64 % 1000000);
		shmdt(memory);
	}
	shmctl(id, IPC_RMID, NULL);
}

/* create, write, read, stat, rm: five commands */
static void cycle(long count)
{
	char seen[sizeof(text)];
	struct shmid_ds status;

	for (long i = 0; i < count; i++) {
		int id = shmget(KEY, 4096, IPC_CREAT | IPC_EXCL | 0600);
		char *memory = attach(shmget(KEY, 0, 0));

		copy(memory);
		memcpy(seen, memory, sizeof(seen));
		__asm__ volatile("" ::"r"(seen) : "memory");
		shmdt(memory);
		check(shmctl(id, IPC_STAT, &status) == 0, "IPC_STAT");
		shmctl(id, IPC_RMID, NULL);
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(long count);
	} jobs[] = {
		{ "write_attached", write_attached },
		{ "write_by_key", write_by_key },
		{ "cycle", cycle },
	};
	long count = argc > 2 ? strtol(argv[2], NULL, 10) : 0;

	for (size_t i = 0; argc > 1 && i < 3; i++) {
		double begin = now();

		if (strcmp(argv[1], jobs[i].name) != 0)
			continue;
		jobs[i].run(count);
		printf("%.0f\n", now() - begin);
	}
	return 0;
}
