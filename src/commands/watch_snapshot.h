/*
 * What a part of a segment held at the last look. It takes memory for what is
 * not all zeros only, and looks at no page that nobody touched.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct session;

struct snapshot {
	struct session *session;
	struct attachment *attachment;
	uint64_t offset; /* in the segment */
	uint64_t length;
	size_t unit; /* as of struct changes; values are looked at one by one */
	/* private from here on */
	size_t piece;
	size_t count;
	unsigned char **pieces; /* NULL: all zeros */
	uint64_t hole_end;      /* from a place to here nobody touched a page */
};

/* LENGTH bytes (a unit at least) at OFFSET changed from BEFORE to NOW; false
 * when no more are wanted. */
typedef bool snapshot_taker(void *context, uint64_t offset, size_t length,
                            const unsigned char *before,
                            const unsigned char *now);

/*
 * Looks at it all for the first time. Of SNAPSHOT its public fields are set.
 * False when that fails, which was said; snapshot_finish must follow in any
 * case.
 */
bool snapshot_begin(struct snapshot *snapshot);

/* Looks again, and gives TAKER what changed, in order. False as above. */
bool snapshot_look(struct snapshot *snapshot, snapshot_taker *taker,
                   void *context);

/* LENGTH bytes at OFFSET of the segment, as they were at the last look. */
void snapshot_copy(const struct snapshot *snapshot, uint64_t offset,
                   size_t length, unsigned char *to);

void snapshot_finish(struct snapshot *snapshot);
