/* How long something took, for people: as many digits as mean something. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdint.h>

enum {
	DURATION_ROOM = 32,
	NANOSECONDS = 1000000000 /* of a second */
};

/* "812 ns", "12.3 us", "0.123 s", "2 min 3 s", "26 h 3 min". */
void duration_print(uint64_t nanoseconds, char text[static DURATION_ROOM]);

/* The same of whole seconds: "3 s". */
void duration_print_seconds(uint64_t seconds, char text[static DURATION_ROOM]);
