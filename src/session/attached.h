/* Who has a segment attached, as far as may be seen. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/processes.h"

#include <stddef.h>

struct line;
struct segment;
struct session;

enum {
	ATTACHED_NAMED = 8
};

struct attached_processes {
	struct attached_process processes[ATTACHED_NAMED];
	size_t count;           /* it may be more than are named */
	unsigned long mappings; /* of those named */
};

void attached_find(const struct segment *segment,
                   struct attached_processes *attached);

/* Adds ": 812 (bash), this shmsh, 1 not visible to you"; the commands are bytes
 * from outside. */
void attached_add(const struct attached_processes *attached,
                  const struct segment *segment, struct line *line);

/* Says who keeps what access SEGMENT was attached with: its owner and mode are
 * looked at in shmat(2) alone. */
void attached_note_kept(struct session *session, const struct segment *segment);
