/* What is mapped here, found by key, id and address: shm/attachments.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/attachments.h"
#include "check.h"
#include "namespace.h"
#include "shm/calls.h"
#include "shm/segment.h"

#include <stdint.h>
#include <sys/mman.h>

enum {
	MANY = 300,
	SIZE = 5000,
	MAPPED = 8192,
};

static struct calls calls;
static struct attachments attachments;

static struct segment create(key_t key)
{
	struct segment segment = { .id = -1 };
	int id = call_shmget(&calls, key, SIZE, 0600 | IPC_CREAT | IPC_EXCL);

	segment_stat(&calls, id, &segment);
	return segment;
}

static struct attachment *add(const struct segment *segment,
                              const void *address, int flags)
{
	return attachments_add(&attachments, &calls, segment, address, flags);
}

static unsigned long attached(int id)
{
	struct segment segment = { .nattch = 999 };

	segment_stat(&calls, id, &segment);
	return segment.nattch;
}

static void rid_of(int id)
{
	call_shmctl(&calls, id, IPC_RMID, NULL);
}

static void check_one(void)
{
	struct segment segment = create(0x4d2);
	struct attachment *first = add(&segment, NULL, 0);
	struct attachment *second = add(&segment, NULL, SHM_RDONLY);

	check(first && second && first->size == SIZE &&
	              first->mapped == MAPPED && first->writable &&
	              !first->executable && !first->held && !second->writable,
	      "a segment attached twice");
	if (!first || !second)
		return;
	check(attachments_find_id(&attachments, segment.id) == second &&
	              attachments_find_key(&attachments, 0x4d2) == second &&
	              attachments_find_address(&attachments, first->memory) ==
	                      first,
	      "the latest is found, by address the one that is there");
	check(!attachments_find_id(&attachments, segment.id + 1) &&
	              !attachments_find_key(&attachments, 0x4d3) &&
	              !attachments_find_address(&attachments,
	                                        first->memory + 1),
	      "others are not");
	attachments_hold(&attachments, first);
	attachments_hold(&attachments, first);
	check(attachments.held == 1 && attachments.passing,
	      "held twice it counts once");
	attachments_drop_passing(&attachments, &calls);
	check(attached(segment.id) == 1 && !attachments.passing &&
	              attachments_find_id(&attachments, segment.id) == first,
	      "those that pass are dropped, the held one stays");
	check(attachments_remove(&attachments, &calls, first) == 0 &&
	              attached(segment.id) == 0 && attachments.held == 0 &&
	              !attachments_find_key(&attachments, 0x4d2),
	      "detached it is forgotten");
	rid_of(segment.id);
}

static void check_many(void)
{
	static int ids[MANY];
	bool good = true;

	for (int i = 0; i < MANY; i++) {
		/* keys of one program: only their high bytes differ */
		struct segment segment = create((i + 1) << 16);

		ids[i] = segment.id;
		good = good && add(&segment, NULL, 0);
	}
	for (int i = 0; i < MANY; i++) {
		struct attachment *by_id =
			attachments_find_id(&attachments, ids[i]);

		good = good && by_id && by_id->id == ids[i] &&
		       attachments_find_key(&attachments, (i + 1) << 16) ==
		               by_id;
	}
	check(good, "each of %d is found", MANY);
	for (int i = 0; i < MANY; i += 2)
		good = good &&
		       attachments_remove(
			       &attachments, &calls,
			       attachments_find_id(&attachments, ids[i])) == 0;
	for (int i = 0; i < MANY; i++)
		good = good && (attachments_find_id(&attachments, ids[i]) !=
		                NULL) == (i % 2 == 1);
	check(good, "half of them detached, the others stay");
	check(attachments_remove_all(&attachments, &calls) == 0 &&
	              !attachments.first,
	      "all are detached");
	for (int i = 0; i < MANY; i++) {
		good = good && attached(ids[i]) == 0;
		rid_of(ids[i]);
	}
	check(good, "which the kernel confirms");
}

static void check_refusals(void)
{
	struct segment none = { .id = 32767 * 32768, .size = SIZE };
	struct segment segment = create(0x4d2);

	check(!add(&none, NULL, 0) && errno == EINVAL && !attachments.first &&
	              calls.last.name == CALL_SHMAT &&
	              calls.last.error == EINVAL && calls.last.id == none.id,
	      "what can not be attached is not recorded, but the call is");
	check(!add(&segment, (const void *)&none, 0) && errno == EINVAL,
	      "nor at an address that is no page's");
	rid_of(segment.id);
}

/* SHM_REMAP over two attachments: the kernel unmapped them. */
static void check_replace(void)
{
	struct segment segment = create(0x4d2);
	struct segment other = create(0x4d3);
	char *room = mmap(NULL, MAPPED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
	                  -1, 0);
	struct attachment *old;
	struct attachment *replacing;

	munmap(room, MAPPED);
	old = add(&segment, room, 0);
	attachments_hold(&attachments, old);
	check(old && old->memory == room, "attached where it was asked for");
	check(!add(&other, room, 0) && errno == EINVAL,
	      "not over another without SHM_REMAP");
	replacing = add(&other, room, SHM_REMAP);
	check(replacing && replacing->memory == room && attachments.held == 0 &&
	              attachments.first == replacing && !replacing->next &&
	              !attachments_find_id(&attachments, segment.id) &&
	              attached(segment.id) == 0,
	      "with it the one that was there is forgotten");
	attachments_remove_all(&attachments, &calls);
	rid_of(segment.id);
	rid_of(other.id);
}

static size_t traced;

static void count_call(void *context, const struct call *call)
{
	(void)call;
	++*(size_t *)context;
	errno = ENOTTY;
}

static void check_trace(void)
{
	struct calls watched = { .trace = count_call,
		                 .trace_context = &traced };

	check(call_shmget(&watched, 0x4d2, 0, 0) == -1 && errno == ENOENT &&
	              call_shmctl(&watched, -1, IPC_RMID, NULL) == -1 &&
	              errno == EINVAL && traced == 2,
	      "each call is told to a tracer, which can not change errno");
}

int main(void)
{
	namespace_enter();
	check_one();
	check_many();
	check_refusals();
	check_replace();
	check_trace();
	return plan();
}
