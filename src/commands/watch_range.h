/* watch: looks at a part of a segment again and again, and shows changes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/places.h"
#include "language/types.h"

#include <stdbool.h>
#include <stdint.h>

struct session;

struct watch_range {
	struct place place;
	const struct value_type *type; /* NULL: bytes */
	uint64_t length;   /* 0: up to the end, or what is easily kept */
	uint64_t interval; /* nanoseconds between two looks */
	uint64_t count;    /* of changes after which it ends; 0: never */
};

/* False when it failed, which was said. */
bool watch_range(struct session *session, const struct watch_range *range);
