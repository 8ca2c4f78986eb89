/* The bytes of a segment at a place that the user named. Each of these says
 * itself what failed. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/places.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct session;

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

struct place_use {
	const struct place *place;
	enum purpose purpose;
	uint64_t length;
};

/* The same for two that are needed at the same time; that of the first opened
 * may be gone once another one is opened by place_open. */
bool place_open_both(struct session *session, const struct place_use *first,
                     const struct place_use *second,
                     struct attachment **first_attachment,
                     struct attachment **second_attachment);

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
