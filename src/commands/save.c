/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/changed.h"
#include "session/contents.h"
#include "session/new_file.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct arguments {
	struct place place;
	struct word file;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to read"),
	OPERAND(REQUIRED, "FILE", KIND_FILE, file,
	        "what to write; - is standard output"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to save; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

enum {
	PIPE_ROOM = 1 << 20
};

struct save {
	struct session *session;
	const char *name; /* of the file, for messages */
	int descriptor;
	bool sparse; /* what is not written there reads as zeros */
	struct contents contents;
	uint64_t done;
	int error; /* errno of what could not be written */
};

/* All of it; false with the error, or when interrupted. */
static bool write_all(struct save *save, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t count = write(save->descriptor, bytes, length);

		if (count >= 0) {
			bytes += count;
			length -= (size_t)count;
			save->done += (uint64_t)count;
		} else if (errno != EINTR) {
			save->error = errno;
			return false;
		}
		if (length > 0 && session_interrupted)
			return false;
	}
	return true;
}

static bool write_zeros(struct save *save, uint64_t length)
{
	static char zeros[65536]; /* not const: it takes no room */

	while (length > 0) {
		size_t count = length < sizeof(zeros) ? length : sizeof(zeros);

		if (session_interrupted || !write_all(save, zeros, count))
			return false;
		progress_at(save->session, save->done);
		length -= count;
	}
	return true;
}

static bool save_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct save *save = context;

	(void)offset;
	if (bytes)
		return write_all(save, bytes, length);
	if (!save->sparse)
		return write_zeros(save, length);
	if (lseek(save->descriptor, (off_t)length, SEEK_CUR) < 0) {
		save->error = errno;
		return false;
	}
	save->done += length;
	return true;
}

/* Bytes that have been written: what went straight to a file only it knows. */
static uint64_t save_done(const struct save *save)
{
	return save->contents.straight_to
	               ? (uint64_t)lseek(save->descriptor, 0, SEEK_CUR)
	               : save->done;
}

static bool save_bytes(struct save *save)
{
	return contents_each(save->session, &save->contents, save_piece,
	                     save) &&
	       save_done(save) == save->contents.length;
}

static void say_saved(const struct save *save)
{
	struct session *session = save->session;
	const struct contents *contents = &save->contents;
	char place[CHANGED_ROOM];
	struct json json;

	changed_place(contents->attachment, contents->offset, place);
	confirm(session, "saved %" PRIu64 " byte%s from %s to %s",
	        contents->length, contents->length == 1 ? "" : "s", place,
	        save->name);
	/* on standard output the bytes are the answer */
	if (!session->json || strcmp(save->name, "standard output") == 0)
		return;
	json = changed_json(session, "save", contents->attachment,
	                    contents->offset, contents->length);
	json_bytes(&json, "file", save->name, strlen(save->name));
	json_end(&json);
}

static bool fail_writing(const struct save *save)
{
	return fail(save->session,
	            "%s: can not be written: %s (%s), after %" PRIu64
	            " of %" PRIu64 " bytes",
	            save->name, strerror(save->error),
	            strerrorname_np(save->error), save_done(save),
	            save->contents.length);
}

/* Does it begin empty where the bytes go? Then a hole can be one there. */
static bool takes_holes(int descriptor)
{
	int flags = fcntl(descriptor, F_GETFL);
	struct stat status;

	return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
	       flags >= 0 && !(flags & O_APPEND) &&
	       lseek(descriptor, 0, SEEK_CUR) == status.st_size;
}

/* Whoever writes out what was answered says what failed with it. */
static bool save_to_output(struct save *save)
{
	struct output *output = save->session->output;
	bool good;

	if (!output_flush(output))
		return true;
	save->name = "standard output";
	save->descriptor = output->descriptor;
	save->sparse = takes_holes(output->descriptor);
	/* a small pipe makes the two ends wait for each other often */
	if (save->contents.length >= PIPE_ROOM)
		fcntl(output->descriptor, F_SETPIPE_SZ, PIPE_ROOM);
	good = save_bytes(save);
	if (save->sparse &&
	    ftruncate(output->descriptor,
	              lseek(output->descriptor, 0, SEEK_CUR)) != 0)
		save->error = errno;
	output->error = save->error;
	if (good && !save->error)
		say_saved(save);
	return good || save->error;
}

static bool save_to_file(struct save *save, const struct arguments *arguments)
{
	struct session *session = save->session;
	struct new_file file;

	if (!new_file_open(session, arguments->file.text, &file))
		return false;
	save->name = file.path;
	save->descriptor = file.descriptor;
	save->sparse = file.sparse;
	save->contents.straight_to = file.sparse ? file.descriptor : 0;
	save->contents.taken = NULL;
	/* again: a wait detached it */
	if (!contents_open(session, &arguments->place, arguments->length,
	                   arguments->length_given, &save->contents) ||
	    !save_bytes(save)) {
		if (save->error)
			fail_writing(save);
		new_file_drop(&file);
		return false;
	}
	if (!new_file_keep(session, &file, save->contents.length))
		return false;
	say_saved(save);
	return true;
}

static bool save(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	bool to_output = strcmp(arguments->file.text, "-") == 0;
	struct save save = { .session = session };

	save.contents.tells_holes = true;
	save.contents.taken = &save.done;
	save.contents.silent = true;
	if (to_output && session->output->terminal)
		return fail(session,
		            "raw bytes could take over this terminal: send "
		            "them on, as in save PLACE - | xxd");
	/* as > is refused */
	if (!to_output && !session_may_change(session))
		return false;
	if (!contents_open(session, &arguments->place, arguments->length,
	                   arguments->length_given, &save.contents))
		return false;
	return to_output ? save_to_output(&save)
	                 : save_to_file(&save, arguments);
}

static const struct trouble troubles[] = {
	{ "...: can not be written: ..., after ... of ... bytes",
	  "The disk is full, a limit is reached, or who read it has left. A file\n"
	  "that was there before is as it was." },
	{ "it is a symbolic link, and save follows none",
	  "In a folder where others may write, a link could make you overwrite what\n"
	  "you never named. Give the name of the file itself." },
	{ "raw bytes could take over this terminal",
	  "Bytes go there as they are: send them on, as in save 1234 - | xxd." },
	{ "you may not attach it so (EACCES)",
	  "Its mode does not let you read: help modes." },
	{ "interrupted after ... of ... bytes",
	  "Ctrl-C came. A file that was there before is as it was." },
	{ NULL, NULL },
};

const struct command save_command = {
	.name = "save",
	.summary = "write the bytes of a segment to a file",
	.details = "The file appears whole, or stays as it was: it is written "
		   "under another name in\nits folder first. It is as long as "
		   "the bytes are; pages that nobody touched\ntake no room in "
		   "it. - is standard output, as for | and >.",
	.wrong = troubles,
	.examples = {
		{ "To a file, and from there into another segment:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> write 1234 \"to be kept\"\n"
		  "wrote 11 bytes to 1234+0\n"
		  "> save 1234 kept\n"
		  "saved 64 bytes from 1234+0 to kept\n"
		  "> create 99 64\n"
		  "created 0x00000063  id 1  64 bytes  rw-------\n"
		  "> load 99 kept\n"
		  "loaded 64 bytes from kept to 99+0\n"
		  "> read 99\n"
		  "to be kept\n"
		  "> rm 99\n"
		  "removed 0x00000063  id 1\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !rm kept\n" },
		{ "Eight bytes to another program:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> write 1234 \"abcdefgh\"\n"
		  "wrote 9 bytes to 1234+0\n"
		  "> save 1234+4 - 8 | od -An -c\n"
		  "saved 8 bytes from 1234+4 to standard output\n"
		  "   e   f   g   h  \\0  \\0  \\0  \\0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.run = save,
};
