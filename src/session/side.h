/* Bytes of a segment for whoever compares them or looks here and there: where
 * there are any is told before they are read. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/describe.h"
#include "shm/populate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct place;
struct session;

struct side {
	struct session *session;
	struct attachment *attachment;
	uint64_t offset; /* of its first byte, in the segment */
	uint64_t length;
	char name[KEY_ROOM]; /* how a user would type the segment */
	/* private from here on */
	uint64_t known_from; /* what stands from here to there is known */
	uint64_t known_to;
	bool hole;
	bool present;
	struct populate populate;
};

/* Opens PLACE, of which LENGTH bytes are there if that is GIVEN. False when it
 * can not, which was said; else it must be closed. */
bool side_open(struct session *session, const struct place *place,
               uint64_t length, bool given, struct side *side);

void side_close(struct side *side);

/* How many of the MOST (not 0) bytes at AT are alike: of a hole, which is told,
 * or not. */
uint64_t side_stretch(struct side *side, uint64_t at, uint64_t most,
                      bool *hole);

/* Reads LENGTH bytes at AT. False when that failed, which was said. */
bool side_read(struct side *side, uint64_t at, char *to, size_t length);
