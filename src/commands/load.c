/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/changed.h"
#include "session/place.h"
#include "session/report.h"
#include "session/rewrite.h"
#include "session/segments.h"
#include "session/session.h"
#include "session/source_file.h"
#include "shm/attachments.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct arguments {
	struct place place;
	struct word file;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to write"),
	OPERAND(REQUIRED, "FILE", KIND_FILE, file,
	        "what to read; - is standard input"),
	END_OF_PARAMETERS,
};

struct load {
	struct session *session;
	struct source_file file;
	struct attachment *attachment;
	uint64_t offset;
	uint64_t room;
	struct rewrite rewrite;
};

/* It failed while bytes were read. */
static bool fail_reading(const struct load *load, const char *why)
{
	struct complaint complaint;

	complain(&complaint, "%s: %s", load->file.name, why);
	return rewrite_fail(&load->rewrite, &complaint);
}

static bool fail_misfit(const struct load *load, const struct place *place)
{
	struct session *session = load->session;
	struct complaint complaint;

	complain(&complaint,
	         "%s: its %" PRIu64 " bytes do not fit at offset %" PRIu64
	         " of %s: the segment has %zu byte%s, %" PRIu64
	         " of them from there on",
	         load->file.name, load->file.size, load->offset,
	         segment_said(session, &place->segment), load->attachment->size,
	         load->attachment->size == 1 ? "" : "s", load->room);
	complaint_cause(&complaint, "nothing was written");
	return fail_with(session, &complaint);
}

static bool begin(struct load *load, const struct place *place)
{
	load->offset = place->offset;
	load->room = load->attachment->size - place->offset;
	if (!load->file.sized)
		return rewrite_begin_stream(load->session, load->attachment,
		                            load->offset, &load->rewrite);
	if (load->file.size > load->room)
		return fail_misfit(load, place);
	return rewrite_begin(load->session, load->attachment, load->offset,
	                     load->file.size, load->file.data, &load->rewrite);
}

/* Reads what is to come next; 0 at the end, -1 when that was said. */
static ssize_t read_piece(struct load *load, char *piece, size_t most)
{
	ssize_t count;

	do {
		if (!rewrite_goes_on(&load->rewrite))
			return -1;
		count = read(load->file.descriptor, piece, most);
	} while (count < 0 && errno == EINTR);
	if (count < 0) {
		char why[100];

		snprintf(why, sizeof(why), "%s (%s)", strerror(errno),
		         strerrorname_np(errno));
		fail_reading(load, why);
	}
	return count;
}

/* Is there a byte behind those that fitted? Waits, as for all others. */
static bool check_no_more(struct load *load)
{
	char byte;
	ssize_t count = read_piece(load, &byte, 1);

	if (count > 0)
		return fail_reading(load, "there is more than fits");
	return count == 0;
}

/* A hole of the file reads as zeros, and need not be read. */
static bool load_hole(struct load *load)
{
	struct rewrite *rewrite = &load->rewrite;
	uint64_t count =
		source_file_skip(&load->file, load->file.size - rewrite->done);

	return rewrite_zeros(rewrite, load->offset + rewrite->done, count);
}

/* It ended, maybe before all of the bytes came that it said to have. */
static bool check_end(const struct load *load)
{
	if (!load->file.sized || !source_file_shrank(&load->file))
		return true;
	return fail_reading(load, "it became shorter while it was read");
}

static bool load_all(struct load *load)
{
	struct rewrite *rewrite = &load->rewrite;
	uint64_t total = load->file.sized ? load->file.size : load->room;
	char *piece = load->session->piece;

	while (rewrite->done < total) {
		uint64_t left;
		ssize_t count;

		if (load->file.sparse && !load_hole(load))
			return false;
		left = total - rewrite->done;
		if (left == 0)
			break;
		count = read_piece(load, piece,
		                   left < SESSION_PIECE ? left : SESSION_PIECE);
		if (count <= 0)
			return count == 0 && check_end(load);
		if (!rewrite_bytes(rewrite, load->offset + rewrite->done, piece,
		                   (size_t)count))
			return false;
	}
	return load->file.sized || check_no_more(load);
}

static void say_loaded(const struct load *load)
{
	struct session *session = load->session;
	uint64_t done = load->rewrite.done;
	char place[CHANGED_ROOM];
	struct json json;

	changed_place(load->attachment, load->offset, place);
	confirm(session, "loaded %" PRIu64 " byte%s from %s to %s", done,
	        done == 1 ? "" : "s", load->file.name, place);
	if (!session->json)
		return;
	json = changed_json(session, "load", load->attachment, load->offset,
	                    done);
	json_bytes(&json, "file", load->file.name, strlen(load->file.name));
	json_end(&json);
}

/* The file is open. */
static bool load_opened(struct load *load, const struct place *place)
{
	bool good;

	/* again: a wait detached it */
	if (!place_open(load->session, place, TO_WRITE, 0, &load->attachment) ||
	    !begin(load, place))
		return false;
	good = load_all(load);
	rewrite_end(&load->rewrite);
	if (good)
		say_loaded(load);
	return good;
}

static bool load_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct place *place = &arguments->place;
	struct load load = { .session = session };
	bool good;

	if (!place_open(session, place, TO_WRITE, 0, &load.attachment) ||
	    !source_file_open(session, arguments->file.text, &load.file))
		return false;
	good = load_opened(&load, place);
	source_file_close(&load.file);
	return good;
}

static const struct trouble troubles[] = {
	{ "...: its ... bytes do not fit at offset ... of ...",
	  "The file has more bytes than the segment from PLACE on. Nothing was\n"
	  "written; head -c cuts a file: load 1234 - takes what it sends." },
	{ "there is more than fits",
	  "What came from a pipe was too much: how much that would be nobody could\n"
	  "know before. The segment holds what fitted." },
	{ "it became shorter while it was read",
	  "Another program cut the file. The segment holds what was read before." },
	{ "standard input holds the commands, and can not be loaded",
	  "The script comes from there. Give it by -c or as a file." },
	{ "can not be read: ...",
	  "The name is wrong, it is a folder, or its mode does not let you." },
	{ "you may not attach it so (EACCES)",
	  "The mode of the segment lets you read at most: help modes." },
	{ NULL, NULL },
};

const struct command load_command = {
	.name = "load",
	.summary = "put the bytes of a file into a segment",
	.details = "A file that does not fit is refused before the first byte. "
		   "Of a pipe nobody\nknows how much comes: what fits is "
		   "written, and it is an error if there is more.\nPages of "
		   "zeros take no memory where there was none.",
	.wrong = troubles,
	.examples = {
		{ "What a program wrote to a file goes into memory:",
		  "> !printf 'one\\ntwo\\n' > words\n"
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> load 1234+8 words\n"
		  "loaded 8 bytes from words to 1234+8\n"
		  "> read 1234+8\n"
		  "one\n"
		  "two\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !rm words\n" },
		{ "From a pipe, by another shmsh, whose commands come by -c:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> !seq -s, 5 | shmsh -v -c 'load 1234 -'\n"
		  "loaded 10 bytes from standard input to 1234+0\n"
		  "> read 1234\n"
		  "1,2,3,4,5\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.changes = true,
	.run = load_command_run,
};
