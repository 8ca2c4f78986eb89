/* How find shows a match: where it is, and what stands there. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/spot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct contents;

struct find_show {
	struct spots spots;
	const struct contents *contents;
	size_t size;   /* of the pattern */
	bool as_bytes; /* show hex, too; else it is text */
	/* the piece in which the match, or its end, is; NULL for zeros */
	const char *piece;
	uint64_t piece_offset;
	size_t piece_length;
};

/* Shows the match at OFFSET; false when nobody takes it. */
bool find_show(const struct find_show *show, uint64_t offset);
