/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/populate.h"

#include "shm/attachments.h"

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>

enum {
	STEP = 128 << 10,       /* bytes of one madvise(2) */
	HELP_WORTH = 16 << 20,  /* bytes from which a thread pays */
	BUILD_WORTH = 64 << 10, /* bytes from which a call does */
};

/* Takes the next step; false when none is left. With the lock held. */
static bool take(struct populate *populate, char **from, size_t *length)
{
	size_t left = (size_t)(populate->to - populate->from);

	*from = populate->from;
	*length = left < STEP ? left : STEP;
	populate->from += *length;
	return left > 0;
}

static void *help(void *context)
{
	struct populate *populate = context;
	char *from;
	size_t length;

	pthread_mutex_lock(&populate->lock);
	while (!populate->ends) {
		if (!take(populate, &from, &length)) {
			pthread_cond_wait(&populate->more, &populate->lock);
			continue;
		}
		pthread_mutex_unlock(&populate->lock);
		madvise(from, length, MADV_POPULATE_READ);
		pthread_mutex_lock(&populate->lock);
	}
	pthread_mutex_unlock(&populate->lock);
	return NULL;
}

static bool has_processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 &&
	       CPU_COUNT(&set) > 1;
}

/* Signals are for the first thread: it looks at what they leave. */
static void start(struct populate *populate)
{
	sigset_t all;
	sigset_t before;

	populate->tried = true;
	pthread_mutex_init(&populate->lock, NULL);
	pthread_cond_init(&populate->more, NULL);
	if (populate->total < HELP_WORTH || !has_processors())
		return;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	populate->helped =
		pthread_create(&populate->thread, NULL, help, populate) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Sees to [FROM, NEAR), and leaves what follows up to TO to the other one. */
static void share(struct populate *populate, char *from, char *near, char *to)
{
	size_t length;

	pthread_mutex_lock(&populate->lock);
	/* behind the last stretch it is ahead already */
	if (from != populate->near)
		populate->from = from;
	populate->near = near;
	populate->to = to;
	if (populate->helped)
		pthread_cond_signal(&populate->more);
	while (populate->from < near && take(populate, &from, &length)) {
		pthread_mutex_unlock(&populate->lock);
		/* writable tables, too: the segment is shared memory */
		madvise(from, length, MADV_POPULATE_READ);
		pthread_mutex_lock(&populate->lock);
	}
	pthread_mutex_unlock(&populate->lock);
}

/* Remembers [FROM, TO), joined to what was built where the two touch. */
static void remember(struct attachment *attachment, size_t from, size_t to)
{
	if (from > attachment->tables_to || attachment->tables_from > to)
		attachment->tables_from = attachment->tables_to = from;
	if (from < attachment->tables_from)
		attachment->tables_from = from;
	if (to > attachment->tables_to)
		attachment->tables_to = to;
}

static size_t larger(size_t one, size_t other)
{
	return one > other ? one : other;
}

/* Where the pages of LENGTH bytes, MOST at most, at OFFSET end. */
static size_t end_of_pages(const struct attachment *attachment, size_t offset,
                           size_t length, size_t most)
{
	size_t page = attachment->page_size;

	return (offset + (length < most ? length : most) + page - 1) / page *
	       page;
}

void populate(struct populate *populate, struct attachment *attachment,
              size_t offset, size_t length, size_t most)
{
	char *memory = attachment->memory;
	size_t from = offset / attachment->page_size * attachment->page_size;
	size_t near;

	if (length < BUILD_WORTH || (attachment->tables_from <= from &&
	                             offset + length <= attachment->tables_to))
		return;
	if (!populate->tried)
		start(populate);
	most = larger(most, length);
	near = end_of_pages(attachment, offset, most,
	                    larger(length, POPULATE_NEAR));
	share(populate, memory + from, memory + near,
	      memory + end_of_pages(attachment, offset, most,
	                            larger(length, POPULATE_AHEAD)));
	remember(attachment, from, near);
}

void populate_end(struct populate *populate)
{
	if (populate->helped) {
		pthread_mutex_lock(&populate->lock);
		populate->ends = true;
		pthread_cond_signal(&populate->more);
		pthread_mutex_unlock(&populate->lock);
		pthread_join(populate->thread, NULL);
	}
	if (populate->tried) {
		pthread_mutex_destroy(&populate->lock);
		pthread_cond_destroy(&populate->more);
	}
}
