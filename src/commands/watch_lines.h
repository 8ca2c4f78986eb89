/* watch in a script or a pipe: a line, or with JSON an object, a change. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"

#include <stdint.h>
#include <time.h>

struct attachment;
struct session;

struct watch_lines {
	struct session *session;
	const struct attachment *attachment;
	const struct value_type *type; /* NULL: bytes in hex */
	struct timespec time; /* of the look: when the changes were seen */
};

/* Says, where changes are confirmed, that LENGTH bytes at OFFSET are watched:
 * whoever waits for this misses nothing that comes after it. */
void watch_lines_begin(const struct watch_lines *lines, uint64_t offset,
                       uint64_t length);

/* LENGTH bytes at OFFSET changed from BEFORE to NOW. */
void watch_lines_show(const struct watch_lines *lines, uint64_t offset,
                      size_t length, const unsigned char *before,
                      const unsigned char *now);
