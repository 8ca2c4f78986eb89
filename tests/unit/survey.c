/* All segments at once, by both of the ways to them: session/survey.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/survey.h"
#include "check.h"
#include "namespace.h"
#include "shm/calls.h"

#include <string.h>
#include <sys/shm.h>

enum {
	MADE = 200 /* more than the kernel tells at once */
};

static bool same(const struct segment *one, const struct segment *other)
{
	return one->id == other->id && one->key == other->key &&
	       one->size == other->size && one->mode == other->mode &&
	       one->uid == other->uid && one->gid == other->gid &&
	       one->creator_uid == other->creator_uid &&
	       one->creator_gid == other->creator_gid &&
	       one->nattch == other->nattch &&
	       one->attach_time == other->attach_time &&
	       one->detach_time == other->detach_time &&
	       one->change_time == other->change_time &&
	       one->creator_pid == other->creator_pid &&
	       one->last_pid == other->last_pid &&
	       one->removed == other->removed && one->locked == other->locked;
}

static void check_empty(struct calls *calls)
{
	struct survey survey;

	check(survey_read(calls, false, &survey) == 0 && survey.count == 0,
	      "no segment is there");
	survey_finish(&survey);
	check(survey_read(calls, true, &survey) == 0 && survey.count == 0,
	      "nor with its memory");
	survey_finish(&survey);
}

/* Each third one is removed again; one is attached and removed, and one has
 * pages in memory. */
static void make_segments(void)
{
	int ids[MADE];
	char *memory;

	for (int i = 0; i < MADE; i++)
		ids[i] = shmget(i % 2 ? IPC_PRIVATE : (key_t)(i - MADE),
		                (size_t)i + 1, IPC_CREAT | (i & 0777));
	for (int i = 0; i < MADE; i += 3)
		shmctl(ids[i], IPC_RMID, NULL);
	memory = shmat(shmget(0x4d2, 10000, IPC_CREAT | 0600), NULL, 0);
	memset(memory, 1, 10000);
	shmctl(shmget(0x4d2, 0, 0), IPC_RMID, NULL);
	shmctl(ids[1], SHM_LOCK, NULL);
}

static void check_both(struct calls *calls)
{
	struct survey walked;
	struct survey told;
	size_t differ = 0;
	size_t with_memory = 0;
	size_t removed = 0;

	check(survey_read(calls, false, &walked) == 0 && !walked.shares,
	      "the table is walked");
	check(survey_read(calls, true, &told) == 0 && told.shares,
	      "the table is read as text");
	check(walked.count == MADE - (MADE + 2) / 3 + 1 &&
	              told.count == walked.count,
	      "both meet all %zu", walked.count);
	for (size_t i = 0; i < walked.count && i < told.count; i++) {
		differ += !same(&walked.segments[i], &told.segments[i]);
		removed += told.segments[i].removed;
		with_memory += told.shares[i].resident == 12288 &&
		               told.segments[i].size == 10000;
	}
	check(differ == 0, "each is the same in both");
	check(removed == 1, "the one that is removed is there");
	check(with_memory == 1, "its memory is told");
	survey_finish(&walked);
	survey_finish(&told);
}

int main(void)
{
	struct calls calls = { 0 };

	namespace_enter();
	check_empty(&calls);
	make_segments();
	check_both(&calls);
	return plan();
}
