/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/segment.h"

#include "shm/calls.h"
#include "shm/sysvipc.h"

#include <errno.h>

static void segment_fill(struct segment *segment, int id,
                         const struct shmid_ds *status)
{
	unsigned mode = status->shm_perm.mode;

	*segment = (struct segment){
		.id = id,
		.key = status->shm_perm.__key,
		.size = status->shm_segsz,
		.mode = mode & 0777,
		.uid = status->shm_perm.uid,
		.gid = status->shm_perm.gid,
		.creator_uid = status->shm_perm.cuid,
		.creator_gid = status->shm_perm.cgid,
		.nattch = status->shm_nattch,
		.attach_time = status->shm_atime,
		.detach_time = status->shm_dtime,
		.change_time = status->shm_ctime,
		.creator_pid = status->shm_cpid,
		.last_pid = status->shm_lpid,
		.removed = mode & SEGMENT_MODE_REMOVED,
		.locked = mode & SEGMENT_MODE_LOCKED,
	};
}

int segment_stat_index(struct calls *calls, int index, struct segment *segment)
{
	struct shmid_ds status;
	int id = call_shmctl(calls, index, SHM_STAT_ANY, &status);

	if (id >= 0)
		segment_fill(segment, id, &status);
	return id;
}

int segment_stat(struct calls *calls, int id, struct segment *segment)
{
	struct shmid_ds status;

	if (call_shmctl(calls, id, IPC_STAT, &status) == 0) {
		segment_fill(segment, id, &status);
		return 0;
	}
	if (errno != EACCES)
		return -1;

	/* SHM_STAT_ANY takes the index in ID, and says whose id it holds */
	int found = segment_stat_index(calls, id, segment);

	if (found != id) {
		errno = found < 0 ? errno : EINVAL;
		return -1;
	}
	segment->unreadable = true;
	return 0;
}

bool segment_is_same(const struct segment *now, const struct segment *before)
{
	return (now->key == before->key || now->removed) &&
	       now->size == before->size &&
	       now->creator_pid == before->creator_pid &&
	       now->creator_uid == before->creator_uid &&
	       now->creator_gid == before->creator_gid;
}

int segment_set(struct calls *calls, const struct segment *segment)
{
	struct shmid_ds status = {
		.shm_perm = {
			.uid = segment->uid,
			.gid = segment->gid,
			.mode = (unsigned short)segment->mode,
		},
	};

	return call_shmctl(calls, segment->id, IPC_SET, &status);
}

int segment_last_index(struct calls *calls)
{
	/* not SHM_INFO, which walks every segment */
	struct shminfo limits;

	return call_shmctl(calls, 0, IPC_INFO, (void *)&limits);
}

int segment_find(struct calls *calls, key_t key)
{
	return call_shmget(calls, key, 0, 0);
}

/* The one that is looked for, and its memory once it was found. */
struct wanted {
	int id;
	bool found;
	struct segment_share share;
};

static bool take_memory(void *context, const struct segment *segment,
                        const struct segment_share *share)
{
	struct wanted *wanted = context;

	wanted->found = segment->id == wanted->id;
	wanted->share = *share;
	return !wanted->found;
}

bool segment_memory(int id, uint64_t *resident, uint64_t *swapped)
{
	struct wanted wanted = { .id = id };

	if (sysvipc_read(take_memory, &wanted) < 0)
		return false;
	*resident = wanted.share.resident;
	*swapped = wanted.share.swapped;
	return wanted.found;
}

int segment_limits_read(struct calls *calls, struct segment_limits *limits)
{
	struct shminfo most;
	struct shm_info used;

	if (call_shmctl(calls, 0, IPC_INFO, (void *)&most) < 0 ||
	    call_shmctl(calls, 0, SHM_INFO, (void *)&used) < 0)
		return -1;
	*limits = (struct segment_limits){
		.largest = most.shmmax,
		.pages = most.shmall,
		.segments = most.shmmni,
		.used_pages = used.shm_tot,
		.used_segments = (uint64_t)used.used_ids,
		.least = most.shmmin,
		.per_process = most.shmseg,
		.resident_pages = used.shm_rss,
		.swapped_pages = used.shm_swp,
	};
	return 0;
}
