/* Numbers and sizes as C writes them: 1234, 0x4d2, 0777, 4K, 2MiB. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number of any sign: MAGNITUDE and whether a minus stood before it. */
struct number {
	uint64_t magnitude;
	bool negative;
};

enum number_error {
	NUMBER_GOOD,
	NUMBER_MALFORMED, /* not a number, or junk behind it */
	NUMBER_TOO_LARGE, /* does not fit 64 bits */
};

/* Decimal, 0x hex or 0 octal, with an optional sign; the whole of TEXT. */
enum number_error number_parse(const char *text, size_t length,
                               struct number *number);

/* As above without a sign, and with K M G T P or KiB MiB ... behind it. */
enum number_error size_parse(const char *text, size_t length, uint64_t *size);

/* Parse and complain in words: NAME is the operand's name, as SIZE. */
bool size_read(const char *name, const char *text, size_t length,
               uint64_t *size, struct complaint *complaint);
bool number_read_unsigned(const char *name, const char *text, size_t length,
                          uint64_t most, uint64_t *value,
                          struct complaint *complaint);

/* Adds why TEXT, as 08, is no number where that is why; else false. */
bool number_explain_octal(const char *text, size_t length,
                          struct complaint *complaint);

/* What a hexadecimal digit is worth; -1 when it is none. */
static inline int number_hex_digit(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
}
