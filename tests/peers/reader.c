/*
 * The lesson, second half: finds the segment and takes the text out again.
 *
 *     cc -o reader reader.c && ./reader [KEY]
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

int main(int argc, char **argv)
{
	key_t key = argc > 1 ? (key_t)strtoul(argv[1], NULL, 0) : 1234;
	const char *text;
	char name[32];
	int count;
	int id;

	/* No IPC_CREAT: it must be there. Size 0: whatever size it has. */
	id = shmget(key, 0, 0444);
	if (id == -1) {
		perror("reader: shmget");
		return 1;
	}

	/* Only to read: a write through this pointer would be a crash. */
	text = shmat(id, NULL, SHM_RDONLY);
	if (text == (const char *)-1) {
		perror("reader: shmat");
		return 1;
	}

	/* %31s stops before name[] is full. */
	if (sscanf(text, "count=%d name=%31s", &count, name) == 2)
		printf("reader: count is %d, name is %s\n", count, name);
	else
		printf("reader: no count and name in \"%.60s\"\n", text);

	shmdt(text);
	return 0;
}
