/* Bytes in the layout of hexdump -C. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest row: an offset of 16 digits, 16 bytes and a newline. */
#define HEXDUMP_ROW 87

/*
 * A dump that is fed in pieces; zeroed before use but for OFFSET, the address
 * that its first row shows, VERBOSE, which shows equal rows too, and COLOUR,
 * which shows bytes by class (text/style.h). Each row ends plain.
 */
struct hexdump {
	uint64_t offset;
	bool verbose;
	bool colour;
	/* private from here on */
	bool started;
	bool folding; /* the * has been shown */
	unsigned char previous[16];
};

/*
 * Writes the rows of DATA to OUT, which has hexdump_room(DUMP, LENGTH) bytes;
 * returns how many it took. All pieces but the last are multiples of 16 long.
 */
size_t hexdump_feed(struct hexdump *dump, const unsigned char *data,
                    size_t length, char *out);

/* Writes the line that closes a dump, up to HEXDUMP_ROW bytes. */
size_t hexdump_end(const struct hexdump *dump, char *out);

/* The room that a piece of LENGTH bytes may take. */
size_t hexdump_room(const struct hexdump *dump, size_t length);
