/* wait: looks at a value until it is as it should be. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/places.h"
#include "language/types.h"

#include <stdbool.h>
#include <stdint.h>

struct comparison;
struct session;

struct wait_value {
	struct place place;
	struct value_type type;
	const struct comparison *comparison;
	const void *wanted; /* what it is compared with, as it lies in memory */
	uint64_t limit;     /* nanoseconds after which it fails; 0: at once */
};

#define WAIT_FOR_EVER UINT64_MAX

/* False when it did not come so far, which was said. */
bool wait_for_value(struct session *session, const struct wait_value *value);
