/* A segment's bytes in pieces, for whatever shows or sends them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct place;
struct session;

enum {
	CONTENTS_JSON_PIECE = 32768 /* bytes of an object, as the manual says */
};

/* Takes LENGTH (never 0) bytes that stood at OFFSET; false ends it all. BYTES
 * is NULL for a hole: zeros that nobody touched, however many. */
typedef bool contents_taker(void *context, const char *bytes, size_t length,
                            uint64_t offset);

/* LENGTH bytes at OFFSET, or those of them before the first NUL. */
struct contents {
	struct attachment *attachment;
	uint64_t offset;
	uint64_t length;
	bool as_text;
	bool whole_characters; /* no piece ends inside a UTF-8 character */
	bool tells_holes; /* the taker is told of holes; else it gets zeros */
	bool silent; /* the taker answers nothing: it sends the bytes elsewhere
	              */
	/* a regular file; what it got without the taker is behind what it
	 * holds. 0 for none. Needs tells_holes. */
	int straight_to;
	/* bytes that the taker is done with, where it counts them: for the
	 * message when it is interrupted */
	const uint64_t *taken;
	size_t first; /* bytes of the first piece; 0 where any number will do */
	size_t most;  /* of any piece; 0 for SESSION_PIECE */
};

/*
 * Opens PLACE to read LENGTH bytes of it, or all up to the end of the segment
 * unless that is GIVEN; sets where CONTENTS are.
 */
bool contents_open(struct session *session, const struct place *place,
                   uint64_t length, bool given, struct contents *contents);

/*
 * Gives TAKER the contents in pieces of SESSION_PIECE bytes at most: all but
 * the last are multiples of 16, unless characters are to stay whole. False
 * when it could not, which was said.
 */
bool contents_each(struct session *session, const struct contents *contents,
                   contents_taker *taker, void *context);

/* The same as JSON: an object a piece, with offset, length, text and hex. */
bool contents_json(struct session *session, const char *command,
                   const struct contents *contents);
