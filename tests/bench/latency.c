/*
 * From a store in a C program to the answer of a shmsh that follows: writes the
 * nanoseconds of each round, one a line.
 *
 *     latency watch SECONDS ROUNDS    until the line of watch -i SECONDS is
 * here latency wait ROUNDS             until that behind wait is; nobody is
 * woken latency wake ROUNDS             the same, and the program wakes
 *
 * SHMSH names the program. Rounds begin at random moments of its pauses.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
	LONGEST_PAUSE = 10000000, /* of wait, nanoseconds */
	SETTLED = 30000000        /* after so long it has its longest pause */
};

static _Atomic int *word;
static int id;

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static void pause_for(double nanoseconds)
{
	struct timespec time = { .tv_sec = (time_t)(nanoseconds / 1e9) };

	time.tv_nsec = (long)(nanoseconds - (double)time.tv_sec * 1e9);
	nanosleep(&time, NULL);
}

/* A shmsh with pipes to its input and from its output. */
static void start(const char *command, FILE **to, FILE **from)
{
	int input[2];
	int output[2];

	if (pipe(input) != 0 || pipe(output) != 0)
		exit(2);
	if (fork() == 0) {
		dup2(input[0], 0);
		dup2(output[1], 1);
		dup2(output[1], 2);
		close(input[1]);
		execl(getenv("SHMSH"), "shmsh", "-v", command ? "-c" : NULL,
		      command, (char *)NULL);
		_exit(127);
	}
	close(input[0]);
	close(output[1]);
	*to = fdopen(input[1], "w");
	*from = fdopen(output[0], "r");
}

static void read_line(FILE *from)
{
	char line[200];

	if (!fgets(line, sizeof(line), from)) {
		fputs("latency: shmsh has ended\n", stderr);
		exit(2);
	}
}

/* Stores a new value, and writes how long it takes until a line comes. */
static void measure(int value, int wakes, FILE *from)
{
	int64_t began = now();

	*word = value;
	if (wakes)
		syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
	read_line(from);
	printf("%lld\n", (long long)(now() - began));
}

static void measure_watch(const char *seconds, int rounds)
{
	char command[100];
	FILE *to;
	FILE *from;

	snprintf(command, sizeof(command), "watch -i %s -t i32 id:%d 4",
	         seconds, id);
	start(command, &to, &from);
	read_line(from);
	for (int i = 1; i <= rounds; i++) {
		pause_for((1 + drand48()) * atof(seconds) * 1e9);
		measure(i, 0, from);
	}
}

static void measure_wait(int wakes, int rounds)
{
	FILE *to;
	FILE *from;

	*word = -1;
	start(NULL, &to, &from);
	for (int i = 1; i <= rounds; i++) {
		fprintf(to, "wait id:%d eq %d\n", id, i);
		fflush(to);
		pause_for(SETTLED + drand48() * LONGEST_PAUSE);
		measure(i, wakes, from);
	}
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[argc - 1]) : 0;

	id = shmget(IPC_PRIVATE, sizeof(*word), IPC_CREAT | 0600);
	word = shmat(id, NULL, 0);
	if (id == -1 || (intptr_t)word == -1 || rounds == 0)
		return 2;
	if (strcmp(argv[1], "watch") == 0)
		measure_watch(argv[2], rounds);
	else
		measure_wait(strcmp(argv[1], "wake") == 0, rounds);
	shmctl(id, IPC_RMID, NULL);
	return 0;
}
