/* How long a command took, measured and said. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdint.h>

struct session;

/* Nanoseconds: of the clock, and of the processor for this process and the
 * children that it has waited for. */
struct timing {
	uint64_t elapsed;
	uint64_t user;
	uint64_t system;
};

/* From now on. */
void timing_begin(struct timing *timing);

/*
 * Writes out what was answered, and says what COMMAND took since the timing
 * began: "time: 0.123 s  (user 0.100 s, system 0.020 s)" on standard error, or
 * with JSON an object where answers go.
 */
void timing_report(struct session *session, const struct timing *timing,
                   const char *command);
