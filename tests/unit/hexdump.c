/* Dumps against the hexdump program's own. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/hexdump.h"

#include "check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))
#define MOST          65536

static unsigned char data[MOST];
static char ours[MOST * 6];
static char theirs[MOST * 6];

/* Dumps LENGTH bytes in pieces of PIECE, each into room of its exact size. */
static size_t dump(size_t length, size_t piece, uint64_t offset, bool verbose)
{
	struct hexdump state = { .offset = offset, .verbose = verbose };
	size_t used = 0;

	for (size_t at = 0; at < length; at += piece) {
		size_t now = length - at < piece ? length - at : piece;
		unsigned char *copy = malloc(now);
		char *out = malloc(hexdump_room(now));
		size_t written;

		if (!copy || !out)
			abort();
		memcpy(copy, data + at, now);
		written = hexdump_feed(&state, copy, now, out);
		memcpy(ours + used, out, written);
		used += written;
		free(copy);
		free(out);
	}
	return used + hexdump_end(&state, ours + used);
}

/* Runs hexdump on the data, which lies at OFFSET of a file full of holes. */
static size_t program_dump(size_t length, uint64_t offset, bool verbose)
{
	char path[] = "/tmp/hexdump-test-XXXXXX";
	char command[128];
	int file = mkstemp(path);
	size_t got = 0;
	FILE *pipe;

	if (file < 0)
		return 0;
	snprintf(command, sizeof(command),
	         "hexdump -C %s -s %" PRIu64 " %s 2>&1", verbose ? "-v" : "",
	         offset, path);
	if (pwrite(file, data, length, (off_t)offset) == (ssize_t)length) {
		pipe = popen(command, "r");
		if (pipe) {
			got = fread(theirs, 1, sizeof(theirs), pipe);
			if (pclose(pipe) != 0)
				got = 0;
		}
	}
	close(file);
	unlink(path);
	return got;
}

static void compare(const char *name, size_t length, uint64_t offset)
{
	static const size_t pieces[] = { MOST, 16, 48, 4096, 4112 };

	for (int verbose = 0; verbose < 2; verbose++) {
		size_t expected = program_dump(length, offset, verbose);

		for (size_t i = 0; i < LENGTH(pieces); i++) {
			size_t got = dump(length, pieces[i], offset, verbose);

			check(got == expected && expected > 0 &&
			              memcmp(ours, theirs, got) == 0,
			      "%s, %zu bytes from %" PRIu64
			      " in pieces of %zu%s",
			      name, length, offset, pieces[i],
			      verbose ? ", verbose" : "");
		}
	}
}

static void lengths_compare(const char *name)
{
	static const size_t lengths[] = {
		1, 2, 8, 9, 15, 16, 17, 32, 47, 500, 8224, 8230, 40000, MOST
	};

	for (size_t i = 0; i < LENGTH(lengths); i++)
		compare(name, lengths[i], 0);
}

int main(void)
{
	unsigned state = 1;

	check(dump(0, MOST, 0, false) == 0, "nothing of nothing");
	lengths_compare("zeros");
	for (size_t i = 0; i < MOST; i++)
		data[i] = (unsigned char)(i % 48);
	lengths_compare("rows of three kinds");
	for (size_t i = 0; i < MOST; i++)
		data[i] = (unsigned char)i;
	lengths_compare("all bytes");
	compare("all bytes", 1000, 5);
	compare("past 4 GiB", 1000, 0xffffffe0);
	compare("past 4 GiB", 1000, 0x1234567890);
	for (size_t i = 0; i < MOST; i++) {
		state = state * 1103515245 + 12345;
		data[i] = state >> 16 & 0x200 ? (unsigned char)(state >> 20)
		                              : data[i / 512];
	}
	lengths_compare("noise");
	/* runs of equal rows of every length, also over 4 KiB */
	for (size_t i = 0, run = 0, left = 0; i < MOST / 16; i++) {
		if (left-- == 0)
			left = run++ * 7 % 600;
		memset(data + 16 * i, (int)run, 16);
	}
	lengths_compare("runs");
	return plan();
}
