/* A short text put together in a fixed room; what does not fit is cut. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct line {
	char *text; /* always ends in a NUL once something was added */
	size_t size;
	size_t length;
};

__attribute__((format(printf, 2, 3))) void line_add(struct line *line,
                                                    const char *format, ...);
