/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/hexdump.h"

#include "memory/hexdump_row.h"

#include <string.h>

#define ROW_BYTES HEXDUMP_BYTES

enum {
	PASS_BYTES = 4096 /* equal rows passed over at a time */
};

static bool row_folds(struct hexdump *dump, const unsigned char *data)
{
	if (dump->verbose)
		return false;
	if (dump->started && memcmp(dump->previous, data, ROW_BYTES) == 0)
		return true;
	memcpy(dump->previous, data, ROW_BYTES);
	dump->folding = false;
	return false;
}

/* A whole row at the dump's offset, or what stands for it. */
static char *row_show(struct hexdump *dump, const unsigned char *data,
                      char *position)
{
	if (!row_folds(dump, data)) {
		position = hexdump_row(position, dump->offset, data, ROW_BYTES,
		                       dump->colour);
	} else if (!dump->folding) {
		*position++ = '*';
		*position++ = '\n';
		dump->folding = true;
	}
	dump->started = true;
	dump->offset += ROW_BYTES;
	return position;
}

/* Adds to the row that was begun; returns how many of LENGTH bytes it took. */
static size_t row_begin(struct hexdump *dump, const unsigned char *data,
                        size_t length)
{
	size_t left = ROW_BYTES - dump->begun_length;

	length = length < left ? length : left;
	memcpy(dump->begun + dump->begun_length, data, length);
	dump->begun_length += length;
	return length;
}

size_t hexdump_feed(struct hexdump *dump, const unsigned char *data,
                    size_t length, char *out)
{
	char *position = out;
	size_t done = 0;

	if (dump->begun_length > 0)
		done = row_begin(dump, data, length);
	if (dump->begun_length == ROW_BYTES) {
		position = row_show(dump, dump->begun, position);
		dump->begun_length = 0;
	}
	for (; length - done >= ROW_BYTES; done += ROW_BYTES)
		position = row_show(dump, data + done, position);
	if (done < length)
		row_begin(dump, data + done, length - done);
	return (size_t)(position - out);
}

size_t hexdump_pass(struct hexdump *dump, const unsigned char *data,
                    size_t length)
{
	size_t done = 0;

	if (!dump->folding || dump->begun_length > 0 || length < ROW_BYTES ||
	    memcmp(dump->previous, data, ROW_BYTES) != 0)
		return 0;
	/* DATA repeats itself as long as it is what stands a row further on */
	while (length - done >= PASS_BYTES + ROW_BYTES &&
	       memcmp(data + done, data + done + ROW_BYTES, PASS_BYTES) == 0)
		done += PASS_BYTES;
	while (length - done >= ROW_BYTES &&
	       memcmp(dump->previous, data + done, ROW_BYTES) == 0)
		done += ROW_BYTES;
	dump->offset += done;
	return done;
}

size_t hexdump_feed_zeros(struct hexdump *dump, uint64_t length, char *out)
{
	static const unsigned char zeros[HEXDUMP_ZEROS];
	size_t first = length < sizeof(zeros) ? length : sizeof(zeros);
	size_t wrote = hexdump_feed(dump, zeros, first, out);
	uint64_t rest = length - first + dump->begun_length;

	/* at least two rows of zeros: what is left repeats them */
	if (length > first) {
		dump->offset += rest / ROW_BYTES * ROW_BYTES;
		dump->begun_length = rest % ROW_BYTES;
		memset(dump->begun, 0, ROW_BYTES);
	}
	return wrote;
}

size_t hexdump_end(const struct hexdump *dump, char *out)
{
	uint64_t end = dump->offset + dump->begun_length;
	char *position = out;

	if (dump->begun_length > 0)
		position = hexdump_row(position, dump->offset, dump->begun,
		                       dump->begun_length, dump->colour);
	if (dump->started || dump->begun_length > 0) {
		position = hexdump_offset(position, end, dump->colour);
		*position++ = '\n';
	}
	return (size_t)(position - out);
}

size_t hexdump_room(const struct hexdump *dump, size_t length)
{
	return (length / ROW_BYTES + 1) *
	       (dump->colour ? HEXDUMP_COLOURED_ROW : HEXDUMP_ROW);
}
