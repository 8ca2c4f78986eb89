/* Names of segments that may stand at the cursor. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/kinds.h"

#include <stdbool.h>

struct candidates;
struct world;

/* Adds those that exist, those attached here, or how a new one may be named, as
 * KIND asks; false when a word of that kind names no segment. */
bool offers_segments_add(enum kind kind, const struct world *world,
                         struct candidates *candidates);
