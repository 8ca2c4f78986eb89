/* Dumps against the hexdump program's own. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/hexdump.h"

#include "check.h"
#include "text/style.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))
#define MOST          65536

static unsigned char data[MOST];
static char ours[MOST * 6];
static char theirs[MOST * 6];
static char coloured[MOST * 24];

static bool is_zero(const unsigned char *bytes, size_t length)
{
	while (length > 0 && bytes[length - 1] == 0)
		length--;
	return length == 0;
}

/* Takes a piece as dump does: what repeats is passed over, and zeros need not
 * be there at all. Returns how many bytes of OUT it took. */
static size_t feed(struct hexdump *state, const unsigned char *piece,
                   size_t length, char *out)
{
	size_t passed;

	if (!state->verbose && is_zero(piece, length))
		return hexdump_feed_zeros(state, length, out);
	passed = hexdump_pass(state, piece, length);
	return hexdump_feed(state, piece + passed, length - passed, out);
}

/* Dumps LENGTH bytes in pieces of PIECE, each into room of its exact size. */
static size_t dump_to(char *all, struct hexdump state, size_t length,
                      size_t piece)
{
	size_t used = 0;

	for (size_t at = 0; at < length; at += piece) {
		size_t now = length - at < piece ? length - at : piece;
		size_t room = now < HEXDUMP_ZEROS ? HEXDUMP_ZEROS : now;
		unsigned char *copy = malloc(now);
		char *out = malloc(hexdump_room(&state, room));
		size_t written;

		if (!copy || !out)
			abort();
		memcpy(copy, data + at, now);
		written = feed(&state, copy, now, out);
		memcpy(all + used, out, written);
		used += written;
		free(copy);
		free(out);
	}
	return used + hexdump_end(&state, all + used);
}

/* The length of TEXT without the sequences of style.h, which are taken out;
 * 0 when it holds anything else that a terminal would act on. */
static size_t strip(char *text, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\033') {
			/* strspn(3) would be checked up to the text's end */
			size_t digits = 0;

			while (i + 2 + digits < length &&
			       strchr("0123456789;", text[i + 2 + digits]))
				digits++;

			if (text[i + 1] != '[' || text[i + 2 + digits] != 'm')
				return 0;
			i += 2 + digits;
		} else if (text[i] == '\n' ||
		           (text[i] >= ' ' && text[i] <= '~')) {
			text[kept++] = text[i];
		} else {
			return 0;
		}
	}
	return kept;
}

/* Dumps into OURS; 0 also when a coloured dump is not the same but colour. */
static size_t dump(size_t length, size_t piece, uint64_t offset, bool verbose)
{
	const struct hexdump plain = { .offset = offset, .verbose = verbose };
	struct hexdump with_colour = plain;
	size_t got = dump_to(ours, plain, length, piece);

	with_colour.colour = true;
	if (strip(coloured, dump_to(coloured, with_colour, length, piece)) !=
	            got ||
	    memcmp(coloured, ours, got) != 0)
		return 0;
	return got;
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
	static const size_t pieces[] = { MOST, 16, 48, 4096, 4112, 7, 1001 };

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

static enum style class_of(unsigned byte)
{
	if (byte == 0 || byte == 0xff)
		return byte ? STYLE_BYTE_ONES : STYLE_BYTE_ZERO;
	if (byte > 0x7f)
		return STYLE_BYTE_HIGH;
	if (isspace((int)byte))
		return STYLE_BYTE_SPACE;
	return isprint((int)byte) ? STYLE_BYTE_TEXT : STYLE_BYTE_CONTROL;
}

/* Each byte alone: its style, and where that begins and ends. */
static void classes_check(void)
{
	unsigned wrong = 0;

	for (unsigned byte = 0; byte < 256; byte++) {
		const char *style = style_sequences[class_of(byte)].bytes;
		char expected[256];
		size_t length;

		data[0] = (unsigned char)byte;
		length = dump_to(coloured, (struct hexdump){ .colour = true },
		                 1, 1);
		coloured[length] = '\0';
		snprintf(expected, sizeof(expected),
		         "\033[0;2m00000000\033[m  %s%02x \033[m%47s|%s%c"
		         "\033[m|\n\033[0;2m00000001\033[m\n",
		         style, byte, "", style,
		         byte >= ' ' && byte <= '~' ? (int)byte : '.');
		if (strcmp(coloured, expected) != 0 && wrong++ < 10)
			printf("# %s", coloured);
	}
	check(wrong == 0, "each byte has the style of its class");
}

/* Neighbours of one class share a sequence, and a row ends plain. */
static void runs_check(void)
{
	static const char row[] = "ab cd\0\0\1\2\377\377\377\200\201\t\n";
	size_t length;

	memcpy(data, row, 16);
	length = dump_to(coloured, (struct hexdump){ .colour = true }, 16, 16);
	coloured[length] = '\0';
	if (!check(strcmp(coloured,
	                  "\033[0;2m00000000\033[m  \033[0;32m61 62 "
	                  "\033[0;36m20 \033[0;32m63 64 \033[0;2m00 00 "
	                  "\033[0;35m01  02 \033[0;1mff ff ff \033[m80 81 "
	                  "\033[0;36m09 0a \033[m |\033[0;32mab\033[0;36m "
	                  "\033[0;32mcd\033[0;2m..\033[0;35m..\033[0;1m..."
	                  "\033[m..\033[0;36m..\033[m|\n"
	                  "\033[0;2m00000010\033[m\n") == 0,
	           "runs of a class share one sequence"))
		printf("# %s", coloured);
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
	classes_check();
	runs_check();
	return plan();
}
