/* The scanf command's engine: sscanf that stores its values as text. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

/* One value; a NUL follows TEXT, which lives in the result. */
struct scanned {
	enum {
		SCANNED_SIGNED,
		SCANNED_UNSIGNED,
		SCANNED_REAL,
		SCANNED_POINTER,
		SCANNED_TEXT,
	} kind;
	const char *text;
	size_t length;
	size_t offset; /* where in the input it begins */
};

/* Zeroed before its first use, reused for the next run. */
struct scan_result {
	struct scanned *values;
	size_t count;
	/* the caller's: what offsets in complaints count from */
	size_t base;
	/* private from here on */
	size_t room;
	char *bytes;
	size_t used;
	size_t size;
};

/*
 * Checks FORMAT alone; *VALUES is how many values it gives: suppressed ones do
 * not count.
 */
bool scan_check(const char *format, size_t format_length, size_t *values,
                struct complaint *complaint);

/*
 * Reads INPUT, which ends at its first NUL or at LENGTH: no byte behind is
 * looked at. Nobody may change it meanwhile: of a segment give a copy. All of
 * FORMAT must match; on a complaint the values are those before the mismatch.
 */
bool scan_run(struct scan_result *result, const char *format,
              size_t format_length, const char *input, size_t length,
              struct complaint *complaint);

/* Frees what the result holds. */
void scan_result_finish(struct scan_result *result);
