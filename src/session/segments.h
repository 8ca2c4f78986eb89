/*
 * From the segment that the user named to the kernel's: its id, its status,
 * and its bytes. Each of these says itself what failed.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/places.h"

#include <stdbool.h>
#include <stddef.h>

struct attachment;
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

enum purpose {
	TO_READ,
	TO_WRITE,
};

/*
 * Finds PLACE's segment attached here or attaches it until the next rest, and
 * checks that LENGTH bytes at the place are inside.
 */
bool place_open(struct session *session, const struct place *place,
                enum purpose purpose, uint64_t length,
                struct attachment **attachment);

/* Copies all or nothing: access_read and access_write, failures said. */
bool place_read_bytes(struct session *session, struct attachment *attachment,
                      size_t offset, void *to, size_t length);
bool place_write_bytes(struct session *session, struct attachment *attachment,
                       size_t offset, const void *from, size_t length);

/* May all these bytes be written? access_prepare_write, failures said. */
bool place_prepare_write(struct session *session, struct attachment *attachment,
                         size_t offset, size_t length);

/* Says why an access failed, by errno and attachment->fault; returns false. */
bool fail_access(struct session *session, const struct attachment *attachment);

/* How the user named it, for messages: "1234", or "id:7" for "."; holds until
 * the next call. */
const char *segment_said(struct session *session,
                         const struct segment_name *name);

/* With kernel.shm_rmid_forced the last detach destroys: shmget(2), proc(5). */
bool segment_dies_with_detach(struct session *session,
                              const struct segment *segment);
