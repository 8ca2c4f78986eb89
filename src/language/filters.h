/* Which segments are meant: size>=1M, owner=postgres, orphan. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum filter_field {
	FILTER_KEY,
	FILTER_ID,
	FILTER_OWNER,
	FILTER_GROUP,
	FILTER_CREATOR,
	FILTER_MODE,
	FILTER_SIZE,
	FILTER_RSS,
	FILTER_SWAP,
	FILTER_NATTCH,
	FILTER_CPID,
	FILTER_LPID,
	FILTER_CMD,
	FILTER_AGE,
	/* these stand alone */
	FILTER_LOCKED,
	FILTER_REMOVED,
	FILTER_ORPHAN,
	FILTER_UNREADABLE,
	FILTER_FIELDS
};

struct filter {
	enum filter_field field;
	enum filter_comparison {
		FILTER_IS,
		FILTER_IS_NOT,
		FILTER_BELOW,
		FILTER_AT_MOST,
		FILTER_ABOVE,
		FILTER_AT_LEAST,
	} comparison;
	/* 32 bits of a key, bytes, seconds, a count; 1 of what stands alone */
	uint64_t number;
	const char *text; /* of names, in the word; no NUL follows */
	size_t length;
};

/* Complains about NAME where TEXT is none, with what may stand there. */
bool filter_read(const char *name, const char *text, size_t length,
                 struct filter *filter, struct complaint *complaint);

/* Is VALUE as FILTER asks of a number? */
bool filter_holds(const struct filter *filter, uint64_t value);

/* The INDEXth way to begin one, as "size" or "orphan", NULL behind the last:
 * what it is about, and whether a comparison and a value follow. */
const char *filter_word(size_t index, const char **summary, bool *compared);
