/* Bytes in the layout of hexdump -C. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HEXDUMP_ZEROS = 48,
	HEXDUMP_END = 16
};

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
	unsigned char begun[16]; /* a row that is not yet whole */
	size_t begun_length;
};

/* Writes the rows of DATA to OUT, which has hexdump_room(DUMP, LENGTH) bytes;
 * returns how many it took. */
size_t hexdump_feed(struct hexdump *dump, const unsigned char *data,
                    size_t length, char *out);

/* Passes over the first bytes of DATA, for which nothing is to be shown, as a *
 * stands for their rows already; returns how many they are. */
size_t hexdump_pass(struct hexdump *dump, const unsigned char *data,
                    size_t length);

/* hexdump_feed of LENGTH zeros, however many, where equal rows fold; OUT has
 * hexdump_room(DUMP, HEXDUMP_ZEROS) bytes. */
size_t hexdump_feed_zeros(struct hexdump *dump, uint64_t length, char *out);

/* Writes the lines that close a dump to OUT, which has
 * hexdump_room(DUMP, HEXDUMP_END) bytes. */
size_t hexdump_end(const struct hexdump *dump, char *out);

/* The room that a piece of LENGTH bytes may take. */
size_t hexdump_room(const struct hexdump *dump, size_t length);
