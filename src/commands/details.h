/* What ls and stat tell in JSON beyond the kernel's status of a segment. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/processes.h"
#include "shm/sysvipc.h"

struct json;
struct segment;
struct selection;
struct session;

/* resident and swapped, null where SHARE is; who made it; orphan, unreadable.
 */
void json_details(struct json *json, struct session *session,
                  const struct segment *segment,
                  const struct segment_share *share,
                  struct selection *selection);

/* pids and unseen; null where PROCESSES is. */
void json_processes(struct json *json, const struct segment *segment,
                    const struct processes *processes);
