/*
 * Page tables for a stretch of a segment, built before it is copied and by two
 * threads where there are two processors: faults one by one cost more than the
 * copying itself.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct attachment;

enum {
	POPULATE_NEAR = 256 << 10, /* bytes of a call, unless it needs more */
	POPULATE_AHEAD = 1 << 20   /* up to where a second thread goes on */
};

/* Zeroed before its first use; must be ended. */
struct populate {
	size_t total; /* bytes that the work may come to; set by the caller */
	/* private from here on */
	bool tried; /* to get the second thread */
	bool helped;
	bool ends;
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t more;
	char *from; /* what nobody has taken yet */
	char *near; /* up to where the last call went */
	char *to;
};

/*
 * Builds those of LENGTH bytes at OFFSET, and with them of more that follow, up
 * to MOST in all; these are inside the segment. Pages that are not there are
 * made: whoever only looks asks for no hole, and whoever changes has taken the
 * headroom. Where it can not (before Linux 5.14) it does nothing, and the copy
 * faults.
 */
void populate(struct populate *populate, struct attachment *attachment,
              size_t offset, size_t length, size_t most);

/* Waits for the second thread. */
void populate_end(struct populate *populate);
