/* One row of a dump, in the layout of hexdump -C. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEXDUMP_BYTES ((size_t)16)

/* The longest row: an offset of 16 digits, the bytes and a newline; in colour
 * each byte twice, the offset, and where a column ends, are styled. */
#define HEXDUMP_ROW 87
#define HEXDUMP_COLOURED_ROW                                                   \
	(HEXDUMP_ROW + (2 * HEXDUMP_BYTES + 4) * STYLE_SEQUENCE)

/* Both write to OUT and return the end of it. LENGTH is up to HEXDUMP_BYTES,
 * with less in the last row of a dump. */
char *hexdump_row(char *out, uint64_t offset, const unsigned char *data,
                  size_t length, bool colour);
char *hexdump_offset(char *out, uint64_t offset, bool colour);
