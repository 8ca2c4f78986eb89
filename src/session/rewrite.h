/*
 * A long change of a segment: nothing is written unless all of it may be, it
 * can be interrupted, and what ends it half way says how far it came.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/bulk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct complaint;
struct session;

struct rewrite {
	struct session *session;
	struct bulk bulk;
	uint64_t length; /* of it all; 0 when nobody knows */
	uint64_t done;
	bool backwards; /* the last bytes come first */
};

enum {
	REWRITE_PIECE = 32 << 20 /* zeros between two looks at Ctrl-C */
};

/*
 * Begins to write LENGTH bytes at OFFSET, of which MOST at most are not zero.
 * False when they can not be, which was said; else it must be ended.
 */
bool rewrite_begin(struct session *session, struct attachment *attachment,
                   uint64_t offset, uint64_t length, uint64_t most,
                   struct rewrite *rewrite);

/* The same for bytes up to the end of the segment, nobody knows how many. */
bool rewrite_begin_stream(struct session *session,
                          struct attachment *attachment, uint64_t offset,
                          struct rewrite *rewrite);

/* Writes one piece. False when it could not or was interrupted, which was said.
 */
bool rewrite_bytes(struct rewrite *rewrite, uint64_t offset, const char *bytes,
                   size_t length);
bool rewrite_zeros(struct rewrite *rewrite, uint64_t offset, uint64_t length);

/* Says COMPLAINT and how far it came; returns false. */
bool rewrite_fail(const struct rewrite *rewrite, struct complaint *complaint);

/* False, which was said, when Ctrl-C or its kin came. */
bool rewrite_goes_on(const struct rewrite *rewrite);

void rewrite_end(struct rewrite *rewrite);
