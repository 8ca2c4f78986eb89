/* What cmp does between opening two sides and saying how they differ. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/side.h"
#include "session/source_file.h"

#include <stdbool.h>
#include <stdint.h>

struct session;

enum {
	CMP_NAME = 100
};

/* A place, and another one or a file, all open; what is known up to AT. */
struct comparison {
	struct session *session;
	struct side left;
	struct side right;
	struct source_file file;
	bool with_file;
	uint64_t right_length; /* UINT64_MAX when nobody knows */
	char right_name[CMP_NAME];
	uint64_t at;
	uint64_t most; /* where the shorter one ends */
	uint64_t different;
	uint64_t first;
	unsigned char bytes[2]; /* the first that differ */
	enum {
		ENDS_TOGETHER,
		LEFT_ENDS,
		RIGHT_ENDS,
	} end;
};

/* Compares up to where the first of them ends, which counts as a difference
 * when both are compared TO_ENDS. False when that failed, which was said. */
bool cmp_compare(struct comparison *comparison, bool to_ends);
