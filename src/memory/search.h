/* Where some bytes stand among others: fast whatever the two are. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is looked for; it stays the caller's. */
struct search {
	const unsigned char *pattern;
	size_t length;
	/* private from here on */
	size_t first; /* places of two of its bytes that are rare in memory */
	size_t second;
	uint64_t head; /* its first bytes, as they are loaded */
	uint64_t head_mask;
	bool uniform; /* all of its bytes are the same */
	bool occurs[256];
};

/* Prepares to look for the LENGTH (not 0) bytes of PATTERN. */
void search_prepare(struct search *search, const void *pattern, size_t length);

/*
 * Finds the first ROOM places where the pattern stands whole in the LENGTH
 * bytes of DATA, from *FROM on and each behind the end of the one before.
 * Returns how many there are, sets PLACES to them unless that is NULL, and
 * *FROM to the end of the last.
 */
size_t search_data(const struct search *search, const void *data, size_t length,
                   size_t *from, size_t *places, size_t room);

/* The same without what only some processors can. */
size_t search_data_plain(const struct search *search, const void *data,
                         size_t length, size_t *from, size_t *places,
                         size_t room);
