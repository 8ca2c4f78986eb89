/* How often two stretches of bytes differ. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

/* How many of LENGTH bytes differ, and in *FIRST where the first of them is;
 * untouched when none does. */
size_t difference_count(const void *left, const void *right, size_t length,
                        size_t *first);

/* The same without what only some processors can. */
size_t difference_count_plain(const void *left, const void *right,
                              size_t length, size_t *first);
