/* Runs of bytes of one kind: text in memory, or one byte again and again. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

/* The bytes that make a run: from LOW to HIGH, and OTHER. */
struct run_bytes {
	unsigned char low;
	unsigned char high;
	unsigned char other;
};

/* What strings(1) takes for text: printable ASCII and tabs. */
extern const struct run_bytes run_text;

struct run {
	size_t at;
	size_t length;
};

/*
 * Finds the first ROOM runs of LEAST (not 0) bytes or more in the LENGTH bytes
 * of DATA, from *FROM on; one that reaches the end of the data is told whatever
 * its length. Returns how many are in FOUND, and sets *FROM to where the next
 * search begins.
 */
size_t runs_find(const struct run_bytes *bytes, const void *data, size_t length,
                 size_t *from, size_t least, struct run *found, size_t room);

/* The same without what only some processors can. */
size_t runs_find_plain(const struct run_bytes *bytes, const void *data,
                       size_t length, size_t *from, size_t least,
                       struct run *found, size_t room);

/* How many of the LENGTH bytes at the beginning of DATA make a run. */
size_t run_length(const struct run_bytes *bytes, const void *data,
                  size_t length);
