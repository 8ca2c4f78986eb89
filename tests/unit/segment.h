/* Segments of a test's own, in a namespace of its own. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "namespace.h"
#include "shm/attachments.h"
#include "shm/calls.h"
#include "shm/headroom.h"
#include "shm/segment.h"

static struct calls calls;
static struct attachments attachments;
static struct headroom headroom;

/* A new segment, removed already: it is gone with its last attachment. */
static inline struct attachment *try_make(size_t size, int create_flags)
{
	int id = call_shmget(&calls, IPC_PRIVATE, size, 0600 | create_flags);
	struct attachment *attachment;
	struct segment segment;

	if (id < 0 || segment_stat(&calls, id, &segment) != 0)
		return NULL;
	attachment = attachments_add(&attachments, &calls, &segment, NULL, 0);
	call_shmctl(&calls, id, IPC_RMID, NULL);
	return attachment;
}

static inline struct attachment *make(size_t size)
{
	struct attachment *attachment = try_make(size, 0);

	if (attachment)
		return attachment;
	printf("Bail out! a segment of %zu bytes: %s\n", size, strerror(errno));
	exit(1);
}

static inline void drop(struct attachment *attachment)
{
	attachments_remove(&attachments, &calls, attachment);
}
