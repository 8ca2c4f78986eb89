/* A search through one piece of data: what the files of search share. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/search.h"

enum {
	/* bytes compared in vain, for each byte of data and at all, before a
	 * slower way is taken that never compares one again and again */
	PATIENCE = 8,
	PATIENCE_AT_LEAST = 65536
};

struct hunt {
	const struct search *search;
	const unsigned char *data;
	size_t length;
	size_t last; /* where the pattern may stand at most */
	size_t from;
	size_t at;     /* where it may stand next */
	size_t behind; /* the end of the last that was found */
	size_t *places;
	size_t room;
	size_t count;
	size_t work; /* bytes that were compared in vain */
};

static inline void hunt_take(struct hunt *hunt, size_t place)
{
	if (hunt->places)
		hunt->places[hunt->count] = place;
	hunt->count++;
	hunt->behind = place + hunt->search->length;
	hunt->at = hunt->behind;
}

static inline bool hunt_is_hopeless(const struct hunt *hunt)
{
	return hunt->work >
	       PATIENCE_AT_LEAST + PATIENCE * (hunt->at - hunt->from);
}

static inline bool hunt_goes_on(const struct hunt *hunt)
{
	return hunt->count < hunt->room && hunt->at <= hunt->last;
}

/* The pattern does not stand at PLACE: goes on where it next may. */
void hunt_pass(struct hunt *hunt, size_t place);

/* The rest of it, each in its way. */
void hunt_plainly(struct hunt *hunt);
void hunt_by_runs(struct hunt *hunt); /* for a pattern that is uniform */
