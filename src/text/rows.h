/* How much of a terminal a text takes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * Does TEXT take at most ROWS rows of a terminal that is COLUMNS wide, where
 * long lines wrap? Colours take no room.
 */
bool rows_suffice(const char *text, size_t length, size_t rows, size_t columns);
