/* What the kernel says of a segment (struct shmid_ds), in one plain struct. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct calls;

/* Above the nine access bits, of linux/shm.h; glibc 2.36 has no name for them.
 * SHM_HUGETLB and SHM_NORESERVE are not kept there. */
enum {
	SEGMENT_MODE_REMOVED = 01000,
	SEGMENT_MODE_LOCKED = 02000
};

/* Times are seconds since the epoch, 0 for never; pids are 0 when they are of
 * another pid namespace. */
struct segment {
	int id;
	key_t key; /* 0 for a private or a removed one */
	size_t size;
	mode_t mode; /* the nine access bits */
	uid_t uid;
	gid_t gid;
	uid_t creator_uid;
	gid_t creator_gid;
	unsigned long nattch;
	int64_t attach_time;
	int64_t detach_time;
	int64_t change_time;
	pid_t creator_pid;
	pid_t last_pid;
	bool removed;    /* SHM_DEST: gone when the last one detaches */
	bool locked;     /* SHM_LOCKED */
	bool unreadable; /* IPC_STAT was refused: EACCES */
};

/*
 * Fills SEGMENT by IPC_STAT, or by SHM_STAT_ANY (Linux 4.17) where that is
 * refused. -1 and errno: EINVAL or EIDRM when there is no segment ID.
 */
int segment_stat(struct calls *calls, int id, struct segment *segment);

/* Is NOW, which has the id of BEFORE, still that segment? An id that is free
 * is taken anew after some millions of others. */
bool segment_is_same(const struct segment *now, const struct segment *before);

/* Sets owner, group and mode to those in SEGMENT, by IPC_SET. -1 and errno:
 * EPERM, or EINVAL also where an id means nothing in this user namespace. */
int segment_set(struct calls *calls, const struct segment *segment);

/* The segment at INDEX of the kernel's table (0 to segment_last_index). */
int segment_stat_index(struct calls *calls, int index, struct segment *segment);

/* The highest index in use, -1 and errno on failure; 0 also when none is. */
int segment_last_index(struct calls *calls);

/* The id that KEY names now, by shmget(KEY, 0, 0): needs no permission. */
int segment_find(struct calls *calls, key_t key);

/* Bytes in memory and in swap, from /proc/sysvipc/shm: false if not there. */
bool segment_memory(int id, uint64_t *resident, uint64_t *swapped);

/* Limits of this IPC namespace and what is used of them; pages of memory. */
struct segment_limits {
	uint64_t largest;  /* kernel.shmmax, bytes */
	uint64_t pages;    /* kernel.shmall */
	uint64_t segments; /* kernel.shmmni */
	uint64_t used_pages;
	uint64_t used_segments;
	uint64_t least;       /* SHMMIN, bytes */
	uint64_t per_process; /* SHMSEG, which Linux does not enforce */
	uint64_t resident_pages;
	uint64_t swapped_pages;
};

int segment_limits_read(struct calls *calls, struct segment_limits *limits);
