/* Numbers as text, several times faster than printf(3): for many rows. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
	DIGITS_ROOM = 24,
	DIGITS_KEY_ROOM = 12
};

/* Decimal; returns the length. */
size_t digits_unsigned(uint64_t value, char text[static DIGITS_ROOM]);
size_t digits_signed(int64_t value, char text[static DIGITS_ROOM]);

/* How many it has in decimal. */
size_t digits_count(uint64_t value);

/* "0x000004d2" */
size_t digits_key(uint32_t key, char text[static DIGITS_KEY_ROOM]);
