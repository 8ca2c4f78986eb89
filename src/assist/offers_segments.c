/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/offers_segments.h"

#include "assist/candidates.h"
#include "assist/files.h"
#include "assist/world.h"
#include "text/line.h"

#include <string.h>

/* Forms of a segment's name that more has to follow. */
static void add_forms(struct candidates *candidates)
{
	candidates_add_open(candidates,
	                    "ftok:", "ftok:PATH:ID, the key of ftok(3)");
	candidates_add_open(candidates, "text:",
	                    "text:ABCD, the key whose bytes are these");
}

/* Words of FORM, a path and BEHIND, which goes on if that is not empty. */
static void add_paths(struct candidates *candidates, const char *form,
                      const char *behind)
{
	struct candidates paths = { 0 };

	if (candidates->prefix_length < strlen(form) ||
	    memcmp(candidates->prefix, form, strlen(form)) != 0)
		return;
	paths.prefix = candidates->prefix + strlen(form);
	paths.prefix_length = candidates->prefix_length - strlen(form);
	files_add(&paths);
	for (size_t i = 0; i < paths.count; i++) {
		char text[512];
		struct line line = line_on(text, sizeof(text));

		line_add(&line, "%s%s%s", form, paths.items[i].text,
		         paths.items[i].open ? "" : behind);
		if (paths.items[i].open || *behind)
			candidates_add_open(candidates, text, "");
		else
			candidates_add(candidates, text, "");
	}
	candidates_finish(&paths);
}

static void add_segments(const struct world *world, bool attached,
                         struct candidates *candidates)
{
	world->segments(world->context, attached, candidates);
	if (candidates->count == 0)
		add_paths(candidates, "ftok:", ":");
	if (candidates->count > 0 || candidates->prefix_length == 0)
		return;
	candidates_add_open(candidates, "id:", "id:N, a segment by its id");
	add_forms(candidates);
}

static void add_place_or_file(const struct world *world,
                              struct candidates *candidates)
{
	static const char form[] = "file:";

	add_segments(world, false, candidates);
	add_paths(candidates, form, "");
	if (candidates->prefix_length > 0 &&
	    candidates->prefix_length < strlen(form))
		candidates_add_open(candidates, form,
		                    "file:PATH, the bytes of a file");
}

static void add_new_segment(struct candidates *candidates)
{
	candidates->samples = true;
	candidates_add(candidates, "private",
	               "IPC_PRIVATE: no key, reached by its id");
	add_paths(candidates, "ftok:", ":");
	add_forms(candidates);
}

bool offers_segments_add(enum kind kind, const struct world *world,
                         struct candidates *candidates)
{
	switch (kind) {
	case KIND_SEGMENT:
	case KIND_PLACE:
		add_segments(world, false, candidates);
		return true;
	case KIND_PLACE_OR_FILE:
		add_place_or_file(world, candidates);
		return true;
	case KIND_ATTACHMENT:
	case KIND_ATTACHED:
		add_segments(world, true, candidates);
		return true;
	case KIND_NEW_SEGMENT:
		add_new_segment(candidates);
		return true;
	default:
		return false;
	}
}
