/* The limits of an IPC namespace as a table, and what to change. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/segment.h"

#include <stdbool.h>
#include <stdint.h>

struct output;

/* A limit, and what is used of it, in the same unit. */
struct limit {
	const char *name;
	char unit[48];
	bool measured; /* USED means something */
	bool unlimited;
	uint64_t used;
	uint64_t most;
};

enum {
	SEGMENTS,
	PAGES,
	LARGEST,
	HUGE_PAGES,
	LEAST,
	LIMITS
};

struct limits {
	struct segment_limits kernel;
	uint64_t page; /* bytes */
	uint64_t largest;
	uint64_t huge_page; /* bytes */
	uint64_t huge_total;
	uint64_t huge_free;
	bool forced; /* kernel.shm_rmid_forced */
	struct limit rows[LIMITS];
	bool bars;
	bool utf8;
};

void limits_show(struct output *output, struct limits *limits);
