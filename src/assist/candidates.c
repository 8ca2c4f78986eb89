/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/candidates.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool reserve(struct candidates *candidates)
{
	size_t room = candidates->room * 2 + 32;
	struct candidate *items;

	if (candidates->count < candidates->room)
		return true;
	items = reallocarray(candidates->items, room, sizeof(*items));
	if (!items)
		return false;
	candidates->items = items;
	candidates->room = room;
	return true;
}

static void finish(struct candidate *candidate)
{
	free(candidate->text);
	free(candidate->summary);
}

/* What memory is out for is not offered: that harms nobody. */
static void add(struct candidates *candidates, const char *text,
                const char *summary, bool open)
{
	struct candidate candidate;

	if (strncmp(text, candidates->prefix, candidates->prefix_length) != 0 ||
	    !reserve(candidates))
		return;
	candidate.text = strdup(text);
	candidate.summary = strdup(summary);
	candidate.open = open;
	if (candidate.text && candidate.summary)
		candidates->items[candidates->count++] = candidate;
	else
		finish(&candidate);
}

void candidates_add(struct candidates *candidates, const char *text,
                    const char *summary)
{
	add(candidates, text, summary, false);
}

void candidates_add_open(struct candidates *candidates, const char *text,
                         const char *summary)
{
	add(candidates, text, summary, true);
}

static int compare(const void *left, const void *right)
{
	return strcmp(((const struct candidate *)left)->text,
	              ((const struct candidate *)right)->text);
}

void candidates_sort(struct candidates *candidates, size_t first)
{
	if (candidates->count > first + 1)
		qsort(candidates->items + first, candidates->count - first,
		      sizeof(*candidates->items), compare);
}

size_t candidates_common(const struct candidates *candidates)
{
	size_t common;

	if (candidates->count == 0)
		return 0;
	common = strlen(candidates->items[0].text);
	for (size_t i = 1; i < candidates->count; i++) {
		size_t same = 0;

		while (same < common && candidates->items[i].text[same] ==
		                                candidates->items[0].text[same])
			same++;
		common = same;
	}
	common = utf8_whole(candidates->items[0].text, common);
	/* what was typed may end within a character */
	return common > candidates->prefix_length ? common
	                                          : candidates->prefix_length;
}

void candidates_keep(struct candidates *candidates,
                     bool (*keep)(const char *text))
{
	size_t kept = 0;

	for (size_t i = 0; i < candidates->count; i++) {
		if (keep(candidates->items[i].text))
			candidates->items[kept++] = candidates->items[i];
		else
			finish(&candidates->items[i]);
	}
	candidates->count = kept;
}

void candidates_finish(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		finish(&candidates->items[i]);
	free(candidates->items);
	candidates->items = NULL;
	candidates->count = 0;
	candidates->room = 0;
}
