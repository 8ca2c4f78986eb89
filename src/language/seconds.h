/* Seconds as people write them: 2, 0.5. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum {
	SECONDS_MOST = 365 * 24 * 3600
};

/* The whole of TEXT, up to SECONDS_MOST, or a complaint about NAME. */
bool seconds_read(const char *name, const char *text, size_t length,
                  struct timespec *seconds, struct complaint *complaint);
