/* What completion and hints know of the world: the session's, or a test's. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"

#include <stdbool.h>

struct candidates;
struct segment_name;
struct session;

enum {
	WORLD_TEXT = 256
};

struct world {
	void *context;
	/* adds the segments that exist, or only those attached here */
	void (*segments)(void *context, bool attached,
	                 struct candidates *candidates);
	/* adds the names of the variables that are set, and of shmsh's OWN */
	void (*variables)(void *context, bool own,
	                  struct candidates *candidates);
	/* adds who may own a segment: USER, or behind a colon groups */
	void (*owners)(void *context, struct candidates *candidates);
	/* adds a process of each IPC namespace that is to be seen */
	void (*namespaces)(void *context, struct candidates *candidates);
	/* what can be said of the segment that NAME means now, for a hint */
	enum world_answer {
		WORLD_UNKNOWN, /* nobody can tell */
		WORLD_NOTHING, /* there is none */
		WORLD_SEGMENT, /* TEXT says what it is */
	} (*segment)(void *context, const struct segment_name *name,
	             char text[static WORLD_TEXT]);
	variable_lookup *lookup; /* the values of variables, by CONTEXT */
};

/* What exists for SESSION. Nothing is attached, changed or traced. */
struct world world_of_session(struct session *session);
