/* The part of explain that looks at the system's limits. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdint.h>

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

/* A sysctl below vm. that bounds mappings; 0 when it can not be read. */
uint64_t limit_of_mappings(const char *name);

/* A line of /proc/meminfo about huge pages, as "HugePages_Free:", as it stands
 * there; 0 when it is not told. */
uint64_t limit_of_huge_pages(const char *name);

/* SIGBUS in a segment of huge pages. */
void explain_huge_pool(struct complaint *complaint);
