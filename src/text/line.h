/* A short text put together in a fixed room; what does not fit is cut. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct line {
	char *text; /* always ends in a NUL */
	size_t size;
	size_t length;
};

/* An empty line in TEXT, which has SIZE (never 0) bytes. */
struct line line_on(char *text, size_t size);

__attribute__((format(printf, 2, 3))) void line_add(struct line *line,
                                                    const char *format, ...);
