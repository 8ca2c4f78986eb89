/* SPDX-License-Identifier: BSD-2-Clause */
/* Attaches a segment in the ways that its arguments name, says its pids and
 * addresses, and keeps all until standard input ends. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

static char *last; /* attachment */

static void fail(const char *what)
{
	fprintf(stderr, "holder: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void attach(int id, int flags)
{
	last = shmat(id, NULL, flags);
	if ((intptr_t)last == -1)
		fail("shmat");
	printf("%p\n", (void *)last);
}

static void wait_for_end(void)
{
	char byte;

	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
}

static void *go_on(void *nothing)
{
	(void)nothing;
	wait_for_end();
	exit(0);
}

static void leave_first_thread(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, go_on, NULL) != 0)
		fail("pthread_create");
	fflush(stdout);
	pthread_exit(NULL);
}

static void map_file(const char *path)
{
	int file = open(path, O_RDWR);

	if (file < 0 ||
	    mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0) == MAP_FAILED)
		fail(path);
}

static void fork_child(void)
{
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child < 0)
		fail("fork");
	if (child > 0) {
		printf("%d\n", (int)child);
		return;
	}
	wait_for_end();
	_exit(0);
}

static void act(int id, const char *what)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (strcmp(what, "rw") == 0)
		attach(id, 0);
	else if (strcmp(what, "r") == 0)
		attach(id, SHM_RDONLY);
	else if (strcmp(what, "split") == 0)
		mprotect(last + page, page, PROT_READ);
	else if (strcmp(what, "close") == 0)
		mprotect(last, page, PROT_NONE);
	else if (strcmp(what, "hole") == 0)
		munmap(last + page, page);
	else if (strcmp(what, "detach") == 0)
		shmdt(last);
	else if (strcmp(what, "fork") == 0)
		fork_child();
	else
		map_file(what);
}

int main(int count, char **arguments)
{
	int id;

	if (count < 2)
		return 2;
	id = atoi(arguments[1]);
	printf("%d\n", (int)getpid());
	for (int i = 2; i < count; i++) {
		if (strcmp(arguments[i], "leave") == 0) {
			puts("ready");
			leave_first_thread();
		}
		act(id, arguments[i]);
	}
	puts("ready");
	fflush(stdout);
	wait_for_end();
	return 0;
}
