/* The columns that a character takes on a terminal. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdint.h>

/* 0 for one that combines with the one before, 2 for a wide one, else 1: as
 * wcwidth(3), without a locale. CODE is visible (utf8_is_visible). */
unsigned width_columns(uint32_t code);
