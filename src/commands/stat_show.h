/* What stat shows of one segment, a line for each thing. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/processes.h"
#include "shm/segment.h"
#include "shm/sysvipc.h"

#include <stdbool.h>

struct output;
struct selection;

/* Beside what the kernel calls its status. */
struct status {
	struct segment segment;
	bool memory_known;
	struct segment_share share;
	struct processes processes; /* that have it attached */
	bool processes_known;
	struct selection *selection; /* who asks, and what was seen so far */
};

void status_show(struct output *output, const struct status *status);
