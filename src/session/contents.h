/* A segment's bytes in pieces, for whatever shows or sends them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct session;

enum {
	CONTENTS_PIECE = 32768
};

/* Takes LENGTH (never 0) bytes that stood at OFFSET; false ends it all. */
typedef bool contents_taker(void *context, const char *bytes, size_t length,
                            uint64_t offset);

/* LENGTH bytes at OFFSET, or those of them before the first NUL. */
struct contents {
	struct attachment *attachment;
	uint64_t offset;
	uint64_t length;
	bool as_text;
};

/*
 * Gives TAKER the contents in pieces of SESSION_PIECE bytes at most: all but
 * the last of several are multiples of 16. False when it could not, which was
 * said.
 */
bool contents_each(struct session *session, const struct contents *contents,
                   contents_taker *taker, void *context);

/* The same as JSON: an object a piece, with offset, length, text and hex. */
bool contents_json(struct session *session, const char *command,
                   const struct contents *contents);
