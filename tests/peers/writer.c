/*
 * The lesson, first half: makes a segment of shared memory and puts text there.
 *
 *     cc -o writer writer.c && ./writer [KEY [COUNT [NAME]]]
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum {
	SIZE = 4096
};

int main(int argc, char **argv)
{
	/* Whoever knows the key finds the segment. */
	key_t key = argc > 1 ? (key_t)strtoul(argv[1], NULL, 0) : 1234;
	int count = argc > 2 ? atoi(argv[2]) : 42;
	const char *name = argc > 3 ? argv[3] : "Ada";
	char *text;
	int id;

	/* Made if it is not there yet; 0644 is as in chmod: rw-r--r--. */
	id = shmget(key, SIZE, IPC_CREAT | 0644);
	if (id == -1) {
		perror("writer: shmget");
		return 1;
	}

	/* NULL: the kernel chooses the address. */
	text = shmat(id, NULL, 0);
	if (text == (char *)-1) {
		perror("writer: shmat");
		return 1;
	}

	/* From here on it is memory; sprintf knows no end of it, %.31s does. */
	sprintf(text, "count=%d name=%.31s", count, name);
	printf("writer: wrote \"%s\"\n", text);

	/* The segment stays when its writer goes. */
	shmdt(text);
	return 0;
}
