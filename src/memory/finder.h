/* A search through bytes that come in pieces, some of them holes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/search.h"

/* Takes the place of a match; false ends the search. */
typedef bool finder_taker(void *context, uint64_t offset);

/*
 * Matches do not overlap: each is looked for behind the end of the one before.
 * Zeroed before finder_begin but for TAKER, which may be NULL when they are
 * only counted, its CONTEXT, and OFFSET, where the first piece stands.
 */
struct finder {
	finder_taker *taker;
	void *context;
	uint64_t offset;
	uint64_t count; /* of the matches so far */
	uint64_t first; /* where the first of them is */
	/* private from here on */
	uint64_t limit;
	uint64_t free; /* where the next match may begin */
	struct search search;
	unsigned char *seam; /* the last bytes, with which one may begin */
	size_t kept;
	bool of_zeros;
};

/* Begins to look for PATTERN, which stays the caller's, up to LIMIT matches.
 * False when memory is out. */
bool finder_begin(struct finder *finder, const void *pattern, size_t length,
                  uint64_t limit);

/* The next LENGTH bytes; NULL for zeros. False when the search has ended. */
bool finder_feed(struct finder *finder, const char *bytes, uint64_t length);

void finder_end(struct finder *finder);
