/* The bytes of scanned values: they grow, and their places may move. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/scan.h"

/* What became of a conversion. */
enum scan_outcome {
	SCAN_MATCHED,
	SCAN_MISMATCHED,
	SCAN_TOO_LARGE, /* a number, but not of this type */
	SCAN_NOT_UTF8,
	SCAN_NO_MEMORY,
};

/* Room for COUNT values; false when there is no memory. */
bool scan_store_reserve(struct scan_result *result, size_t count);

/* Appends BYTES to the value that is being read. */
bool scan_store_put(struct scan_result *result, const char *bytes,
                    size_t length);

/* Points each value at its text, once no more bytes come. */
void scan_store_settle(struct scan_result *result);
