/* Was another word meant? */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* At most two letters wrong, missing, added or swapped; fewer in short words.
 */
bool near_enough(const char *word, const char *typed, size_t length);
