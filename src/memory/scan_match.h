/* One scanf conversion against the input. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "memory/scan_directive.h"
#include "memory/scan_input.h"
#include "memory/scan_store.h"

/* Whether blanks before the value are passed over. */
bool scan_match_skips(const struct scan_directive *directive);

/*
 * Moves INPUT, its blanks skipped, behind the value, sets the value's kind and
 * puts its text into RESULT.
 */
enum scan_outcome scan_match(struct scan_input *input,
                             const struct scan_directive *directive,
                             struct scan_result *result, struct scanned *value);
