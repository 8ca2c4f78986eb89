/* The part of explain that looks at the system's limits. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

struct call;
struct session;

/* EINVAL of shmget for a new segment. */
void explain_new_size(struct session *session, const struct call *call,
                      struct complaint *complaint);

/* ENOSPC of shmget. */
void explain_no_space(struct session *session, const struct call *call,
                      struct complaint *complaint);

/* ENOMEM of shmget. */
void explain_no_memory(const struct call *call, struct complaint *complaint);

/* SIGBUS in a segment of huge pages. */
void explain_huge_pool(struct complaint *complaint);
