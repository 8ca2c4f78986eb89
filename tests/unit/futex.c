/* Waiting at a word, and waking who waits: shm/futex.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/futex.h"
#include "check.h"
#include "segment.h"
#include "shm/access.h"

#include <sched.h>
#include <sys/wait.h>

enum {
	SIZE = 1 << 20,
	OFFSET = 4096 + 8,
	LIMIT = 60, /* seconds until a test that hangs is ended */
	SHORT = 1000000,
};

#define LONG ((uint64_t)LIMIT * 2 * 1000000000)

static uint64_t resident(const struct attachment *attachment)
{
	uint64_t bytes = 1;
	uint64_t swapped;

	segment_memory(attachment->id, &bytes, &swapped);
	return bytes;
}

static void check_hole(struct attachment *attachment)
{
	check(futex_wait(attachment, &calls, OFFSET, 0, SHORT) ==
	                      FUTEX_TIME_OVER &&
	              resident(attachment) == 0,
	      "to wait makes no page");
	check(futex_wake(attachment, &calls, OFFSET, 1) == 0 &&
	              resident(attachment) == 0,
	      "nor does to wake");
}

static void check_word(struct attachment *attachment)
{
	uint32_t value = 5;

	access_write(attachment, &headroom, OFFSET, &value, sizeof(value));
	check(futex_wait(attachment, &calls, OFFSET, 6, LONG) == FUTEX_CHANGED,
	      "a word that is another one is not waited at");
	check(futex_wait(attachment, &calls, OFFSET, 5, SHORT) ==
	              FUTEX_TIME_OVER,
	      "the time ends a wait");
	check(futex_wake(attachment, &calls, OFFSET, 1) == 0,
	      "where nobody waits nobody is woken");
	check(futex_wake(attachment, &calls, SIZE, 1) == -1 && errno == ERANGE,
	      "nothing is behind the end");
}

/* A process that waits until it is woken. */
static pid_t start_waiter(struct attachment *attachment)
{
	pid_t child = fork();

	if (child == 0) {
		alarm(LIMIT);
		_exit(futex_wait(attachment, &calls, OFFSET, 5, LONG) !=
		      FUTEX_WOKEN);
	}
	return child;
}

/* It came to wait only after a while. */
static bool wakes_one(struct attachment *attachment)
{
	int woken;

	while ((woken = futex_wake(attachment, &calls, OFFSET, 1)) == 0)
		sched_yield();
	return woken == 1;
}

static bool ends_well(pid_t child)
{
	int status = 1;

	return waitpid(child, &status, 0) == child && status == 0;
}

static void check_waiters(struct attachment *attachment)
{
	pid_t first = start_waiter(attachment);
	pid_t second = start_waiter(attachment);

	check(wakes_one(attachment) && wakes_one(attachment) &&
	              ends_well(first) && ends_well(second),
	      "two processes that wait are woken one by one");
}

static void check_read_only(struct attachment *attachment)
{
	struct segment segment;
	struct attachment *reader;

	segment_stat(&calls, attachment->id, &segment);
	reader = attachments_add(&attachments, &calls, &segment, NULL,
	                         SHM_RDONLY);

	pid_t child = start_waiter(reader);

	check(wakes_one(reader) && ends_well(child),
	      "it needs no right to write");
	drop(reader);
}

int main(void)
{
	struct attachment *attachment;

	alarm(LIMIT);
	namespace_enter();
	check(futex_is_word(8, 4) && !futex_is_word(6, 4) &&
	              !futex_is_word(8, 8) && !futex_is_word(8, 2),
	      "a word has 32 bits and is aligned");
	attachment = make(SIZE);
	check_hole(attachment);
	check_word(attachment);
	check_waiters(attachment);
	check_read_only(attachment);
	drop(attachment);
	return plan();
}
