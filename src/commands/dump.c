/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "memory/hexdump.h"
#include "session/contents.h"
#include "session/session.h"
#include "shm/attachments.h"

struct arguments {
	bool verbose;
	struct place place;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	SWITCH('v', "verbose", verbose, "show repeated rows too"),
	OPERAND(OPTIONAL, "PLACE", KIND_PLACE, place,
	        "where to begin; the current segment"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to show; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.place.segment = { .text = ".", .length = 1 },
};

struct dump {
	struct session *session;
	struct hexdump hexdump;
};

/* Rows that surely fit the output's room. */
enum {
	BYTES_AT_ONCE = 4096,
	COLOURED_AT_ONCE = 512
};

static void show_bytes(struct dump *dump, const unsigned char *bytes,
                       size_t length)
{
	struct output *output = dump->session->output;
	size_t most = output->colour ? COLOURED_AT_ONCE : BYTES_AT_ONCE;
	size_t done = hexdump_pass(&dump->hexdump, bytes, length);

	while (done < length) {
		size_t count = length - done < most ? length - done : most;
		char *room = output_room(output,
		                         hexdump_room(&dump->hexdump, count));

		output_wrote(output, hexdump_feed(&dump->hexdump, bytes + done,
		                                  count, room));
		done += count;
		done += hexdump_pass(&dump->hexdump, bytes + done,
		                     length - done);
	}
}

static bool show_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct dump *dump = context;
	struct output *output = dump->session->output;
	char *room = output_room(output,
	                         hexdump_room(&dump->hexdump, HEXDUMP_ZEROS));

	(void)offset;
	if (bytes)
		show_bytes(dump, (const unsigned char *)bytes, length);
	else
		output_wrote(output,
		             hexdump_feed_zeros(&dump->hexdump, length, room));
	return output->error == 0;
}

static bool dump(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct dump dump = { .session = session };
	struct output *output = session->output;
	struct contents contents = { .tells_holes = !session->json &&
		                                    !arguments->verbose };

	if (!contents_open(session, &arguments->place, arguments->length,
	                   arguments->length_given, &contents))
		return false;
	if (session->json)
		return contents_json(session, "dump", &contents);
	dump.hexdump.offset = contents.offset;
	dump.hexdump.verbose = arguments->verbose;
	dump.hexdump.colour = output->colour;
	if (!contents_each(session, &contents, show_piece, &dump))
		return false;
	output_wrote(
		output,
		hexdump_end(&dump.hexdump,
	                    output_room(output, hexdump_room(&dump.hexdump,
	                                                     HEXDUMP_END))));
	return true;
}

static const struct trouble troubles[] = {
	{ "offset ... is past the end: the segment has ... bytes",
	  "An offset counts from 0, and the last byte is at size - 1." },
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "PLACE and LENGTH go beyond the end. Without LENGTH it goes up to there." },
	{ "the memory at offset ... can not be reached (EFAULT)",
	  "The memory faulted: huge pages ran out, or it was cut off meanwhile." },
	{ "you may not attach it so (EACCES)",
	  "Its mode does not let you read: help modes." },
	{ NULL, NULL },
};

const struct command dump_command = {
	.name = "dump",
	.aliases = { "p", "d" },
	.summary = "show bytes in hex and as text",
	.details = "The layout is that of hexdump -C; the offsets are those in "
		   "the segment. A *\nstands for rows that are like the one "
		   "before.",
	.wrong = troubles,
	.examples = {
		{ "All of it; * stands for rows of zeros like the one before.",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"count=42 name=Ada\"\n"
		  "wrote 18 bytes to 1234+0\n"
		  "> dump 1234\n"
		  "00000000  63 6f 75 6e 74 3d 34 32  20 6e 61 6d 65 3d 41 64  |count=42 name=Ad|\n"
		  "00000010  61 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |a...............|\n"
		  "00000020  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
		  "*\n"
		  "00000060  00 00 00 00                                       |....|\n"
		  "00000064\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "A number as a C program stores it, in this machine's byte order:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write -x 1234+8 2a 00 00 00\n"
		  "wrote 4 bytes to 1234+8\n"
		  "> dump 1234+8 4\n"
		  "00000008  2a 00 00 00                                       |*...|\n"
		  "0000000c\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.pages = true,
	.run = dump,
};
