/* The bytes of the history's file: read, appended to, and replaced. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct complaint;
struct history_file;

enum {
	HISTORY_BYTES_MOST = 16 << 20
};

/* Whole lines, the last of which may have no newline; BYTES must be freed. */
struct history_bytes {
	char *bytes;
	size_t length;
	bool cut; /* there are more before them */
};

/* Reads the last HISTORY_BYTES_MOST bytes of what DESCRIPTOR is open for. False
 * when they can not be read, here and below with the reason in COMPLAINT. */
bool history_bytes_read(const struct history_file *file, int descriptor,
                        struct history_bytes *read,
                        struct complaint *complaint);

/* Where the last lines begin, MOST or all; sets *COUNT to how many all are. */
const char *history_bytes_last(const struct history_bytes *read, size_t most,
                               size_t *count);

/*
 * Appends lines to the locked file, all or none. LINES begin with a newline
 * that is left out, unless the last line of the file has none.
 */
bool history_bytes_append(const struct history_file *file, int descriptor,
                          const char *lines, size_t length,
                          struct complaint *complaint);

/* Puts a file with these bytes in the place of the locked one, at once. One
 * with a NUL in it was never written here, and stays. */
bool history_bytes_replace(const struct history_file *file, const char *bytes,
                           size_t length, struct complaint *complaint);
