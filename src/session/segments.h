/*
 * From the segment that the user named to the kernel's: its id and its status.
 * Each of these says itself what failed.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/places.h"

#include <stdbool.h>

struct segment;
struct session;

/* The key of ftok:PATH:ID or of a plain key. */
bool segment_key(struct session *session, const struct segment_name *name,
                 key_t *key);

/* Says that . means nothing; returns false. */
bool fail_no_current(struct session *session);

/* The id that NAME means now; never that of another segment which took over
 * the key of one attached here. */
bool segment_choose(struct session *session, const struct segment_name *name,
                    int *id);

/* segment_choose and what the kernel tells of it. */
bool segment_look(struct session *session, const struct segment_name *name,
                  struct segment *segment);

/* How the user named it, for messages: "1234", or "id:7" for "."; holds until
 * the next call. */
const char *segment_said(struct session *session,
                         const struct segment_name *name);

/* With kernel.shm_rmid_forced the last detach destroys: shmget(2), proc(5). */
bool segment_dies_with_detach(struct session *session,
                              const struct segment *segment);
