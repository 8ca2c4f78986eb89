/* Which processes have segments mapped, as far as /proc lets one see. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct segment;

enum {
	PROCESS_COMMAND = 32
};

/* One attachment: its parts that mprotect(2) split off are counted, and lie
 * side by side. */
struct process_attachment {
	int id;
	key_t key; /* that the segment was made with */
	uintptr_t from;
	uintptr_t to;
	uint64_t offset; /* in the segment: 0 unless a part was unmapped */
	unsigned
		access; /* bit N: some part has the rights N (mapping_rights) */
	unsigned long mappings; /* as nattch counts them */
};

/* A process of this IPC namespace, and what it has attached in the order of
 * addresses. */
struct process {
	pid_t pid;
	uid_t uid;                     /* the effective one */
	char command[PROCESS_COMMAND]; /* bytes as the process set them */
	size_t first;                  /* of its attachments */
	size_t count;
};

/* Zeroed before; processes by pid. */
struct processes {
	struct process *items;
	size_t count;
	size_t room;
	struct process_attachment *attachments;
	size_t attachment_count;
	size_t attachment_room;
};

/* Is ATTACHMENT one of SEGMENT? Its id may have been taken anew, or the process
 * have gone to this IPC namespace with what it had attached in another one: the
 * key tells, until it is removed. */
bool process_attachment_is_of(const struct process_attachment *attachment,
                              const struct segment *segment);

/* The mappings that the process INDEX has of SEGMENT. */
unsigned long process_mappings(const struct processes *processes, size_t index,
                               const struct segment *segment);

/*
 * One pass over /proc for the processes that map SEGMENT, or any when that is
 * NULL. Left out are those that may not be looked at, and those that
 * end meanwhile. -1 and errno where /proc tells nothing, or memory is out.
 */
int processes_scan(struct processes *processes, const struct segment *segment);

void processes_finish(struct processes *processes);

struct attached_process {
	pid_t pid;
	char command[PROCESS_COMMAND];
	unsigned long mappings;
};

/*
 * Fills at most ROOM entries with the processes of this IPC namespace that map
 * SEGMENT; returns how many there are. Does not look when nattch is 0.
 */
size_t processes_attached(const struct segment *segment,
                          struct attached_process *found, size_t room);
