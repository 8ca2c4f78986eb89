/* A world for completion and hints that is the same everywhere. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "assist/candidates.h"
#include "assist/world.h"
#include "language/places.h"

#include <stdio.h>
#include <string.h>

static inline void made_segments(void *context, bool attached,
                                 struct candidates *candidates)
{
	(void)context;
	candidates_add(candidates, "1234", "4096 bytes");
	if (attached)
		return;
	candidates_add(candidates, "1299", "8192 bytes");
	candidates_add(candidates, "id:7", "100 bytes");
}

static inline void made_variables(void *context, bool own,
                                  struct candidates *candidates)
{
	(void)context;
	(void)own;
	candidates_add(candidates, "name", "Ada");
	candidates_add(candidates, "number", "7");
	candidates_add(candidates, "word", "x");
}

static inline void made_owners(void *context, struct candidates *candidates)
{
	bool group = memchr(candidates->prefix, ':', candidates->prefix_length);

	(void)context;
	candidates_add(candidates, group ? "ada:staff" : "ada", "uid 1000");
	if (!group)
		candidates_add(candidates, "adam", "uid 1001");
}

static inline void made_namespaces(void *context, struct candidates *candidates)
{
	(void)context;
	candidates_add(candidates, "812", "sh");
	candidates_add(candidates, "4711", "postgres");
}

static inline enum world_answer made_segment(void *context,
                                             const struct segment_name *name,
                                             char text[static WORLD_TEXT])
{
	(void)context;
	if (name->form == SEGMENT_FTOK)
		return WORLD_UNKNOWN;
	if (name->form != SEGMENT_KEY || name->key != 1234)
		return WORLD_NOTHING;
	snprintf(text, WORLD_TEXT, "id 3  4096 bytes");
	return WORLD_SEGMENT;
}

static inline bool made_lookup(void *context, const char *name, size_t length,
                               const char **value, size_t *value_length)
{
	(void)context;
	*value = "Ada";
	*value_length = 3;
	return length == 4 && memcmp(name, "name", 4) == 0;
}

static const struct world made_world = {
	.segments = made_segments,
	.variables = made_variables,
	.owners = made_owners,
	.namespaces = made_namespaces,
	.segment = made_segment,
	.lookup = made_lookup,
};
