/* The printf command's engine: C's sprintf with every argument checked. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"
#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

/* The caller sets LIMIT and zeroes the rest; DATA may be used again. */
struct rendering {
	char *data;
	size_t length;
	size_t room;
	size_t limit;
};

/*
 * FORMAT comes unescaped, no NUL need follow it. A word whose value is unknown
 * matches anything here.
 */
bool format_check(const char *format, size_t format_length,
                  const struct word *arguments, size_t count,
                  struct complaint *complaint);

/*
 * Renders from the beginning of DATA, a NUL behind it that does not count. On a
 * complaint nothing is rendered: the length is 0.
 */
bool format_render(struct rendering *rendering, const char *format,
                   size_t format_length, const struct word *arguments,
                   size_t count, struct complaint *complaint);

/* Frees what the rendering holds. */
void rendering_finish(struct rendering *rendering);
