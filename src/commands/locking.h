/* What lock and unlock share. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct segment_name;
struct session;

/* Locks the segment into memory, or no longer. */
bool locking_set(struct session *session, const struct segment_name *name,
                 bool locked);
