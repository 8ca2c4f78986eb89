/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/numbers.h"
#include "memory/pattern.h"
#include "session/changed.h"
#include "session/place.h"
#include "session/report.h"
#include "session/rewrite.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <inttypes.h>
#include <stdlib.h>

struct arguments {
	bool hex;
	bool typed;
	struct value_type type;
	struct place place;
	uint64_t length;
	bool length_given;
	struct word pattern;
	bool pattern_given;
};

static const struct parameter parameters[] = {
	SWITCH('x', "hex", hex, "PATTERN is bytes in hex, as 4865"),
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "PATTERN is a value, as u32", GIVEN(typed), .excludes = 'x'),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to begin"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to fill; up to the end", GIVEN(length_given)),
	OPERAND(OPTIONAL, "PATTERN", KIND_TEXT, pattern,
	        "text that is repeated; zeros", GIVEN(pattern_given)),
	END_OF_PARAMETERS,
};

static struct pattern pattern_of(const struct arguments *arguments)
{
	return (struct pattern){
		.text = arguments->pattern.text,
		.length = arguments->pattern.length,
		.hex = arguments->hex,
		.type = arguments->typed ? &arguments->type : NULL,
	};
}

/* The bytes of PATTERN, the caller's to free. NULL when it is none, which
 * COMPLAINT says. */
static char *read_pattern(const struct arguments *arguments,
                          struct complaint *complaint)
{
	struct pattern pattern = pattern_of(arguments);
	char *bytes = malloc(pattern_size(&pattern) + 1);

	if (!bytes) {
		complain(complaint, "out of memory");
		return NULL;
	}
	if (pattern_read("PATTERN", &pattern, bytes, complaint))
		return bytes;
	free(bytes);
	return NULL;
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	char *bytes;

	if (!arguments->pattern_given)
		return !(arguments->hex || arguments->typed) ||
		       complain(complaint, "-%c is for a PATTERN",
		                arguments->hex ? 'x' : 't');
	/* what is in variables may not be known yet */
	if (!arguments->pattern.text ||
	    (arguments->typed && arguments->type.size == 0))
		return true;
	bytes = read_pattern(arguments, complaint);
	free(bytes);
	return bytes;
}

/* BYTES again and again, SIZE of them, up to the end of REWRITE. */
static bool repeat(struct session *session, struct rewrite *rewrite,
                   uint64_t offset, const char *bytes, size_t size)
{
	const char *piece = session->piece;
	size_t most = pattern_repeat(bytes, size, session->piece,
	                             sizeof(session->piece));

	if (most == 0) {
		piece = bytes;
		most = size;
	}
	rewrite->bulk.whole = true;
	while (rewrite->done < rewrite->length) {
		uint64_t left = rewrite->length - rewrite->done;

		if (!rewrite_bytes(rewrite, offset + rewrite->done, piece,
		                   left < most ? left : most))
			return false;
	}
	return true;
}

static bool fill_with(struct session *session, struct attachment *attachment,
                      uint64_t offset, uint64_t length, const char *bytes,
                      size_t size)
{
	bool zeros = pattern_is_zero(bytes, size);
	struct rewrite rewrite;
	bool good;

	if (!rewrite_begin(session, attachment, offset, length,
	                   zeros ? 0 : length, &rewrite))
		return false;
	if (zeros)
		good = rewrite_zeros(&rewrite, offset, length);
	else
		good = repeat(session, &rewrite, offset, bytes, size);
	rewrite_end(&rewrite);
	return good;
}

static void say_filled(struct session *session,
                       const struct attachment *attachment, uint64_t offset,
                       uint64_t length)
{
	char place[CHANGED_ROOM];
	struct json json;

	changed_place(attachment, offset, place);
	confirm(session, "filled %" PRIu64 " byte%s at %s", length,
	        length == 1 ? "" : "s", place);
	if (!session->json)
		return;
	json = changed_json(session, "fill", attachment, offset, length);
	json_end(&json);
}

/* memset(3) takes a number. */
static void note_number(struct session *session,
                        const struct arguments *arguments)
{
	const struct word *pattern = &arguments->pattern;
	struct number number;

	if (arguments->pattern_given && !arguments->hex && !arguments->typed &&
	    number_parse(pattern->text, pattern->length, &number) ==
	            NUMBER_GOOD)
		note(session,
		     "the pattern is the text '%s'; -t u8 takes a number, -x "
		     "bytes in hex",
		     pattern->text);
}

static bool fill(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct pattern pattern = pattern_of(arguments);
	uint64_t offset = arguments->place.offset;
	uint64_t length = arguments->length;
	struct complaint complaint;
	struct attachment *attachment;
	char *bytes = NULL;
	bool good;

	if (!place_open(session, &arguments->place, TO_WRITE, length,
	                &attachment))
		return false;
	if (!arguments->length_given)
		length = attachment->size - offset;
	if (arguments->pattern_given) {
		bytes = read_pattern(arguments, &complaint);
		if (!bytes)
			return fail_with(session, &complaint);
	}
	good = fill_with(session, attachment, offset, length, bytes,
	                 bytes ? pattern_size(&pattern) : 0);
	free(bytes);
	if (!good)
		return false;
	say_filled(session, attachment, offset, length);
	note_number(session, arguments);
	return true;
}

static const struct trouble troubles[] = {
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "PLACE and LENGTH go beyond the end. Without LENGTH it goes up to there,\n"
	  "and nothing was written." },
	{ "it is attached read-only (EACCES)",
	  "You hold it by attach -r. detach it: fill attaches it for itself." },
	{ "you may not attach it so (EACCES)",
	  "Its mode lets you read at most: help modes." },
	{ "... bytes of new pages are more than the memory that is left",
	  "The kernel would kill a process instead of giving an error, so shmsh\n"
	  "refuses: fill less, or free memory. Zeros need none." },
	{ "interrupted after ... of ... bytes",
	  "Ctrl-C came: the bytes before are filled, those behind are as they were." },
	{ NULL, NULL },
};

const struct command fill_command = {
	.name = "fill",
	.summary = "fill with zeros or a pattern",
	.details = "The pattern is repeated from PLACE on and cut where LENGTH "
		   "ends; text gets no\nNUL. Zeros give whole pages back to "
		   "the system: they take no memory then, and\nread as zeros "
		   "for everybody. As LENGTH, $size is all of the current "
		   "segment.",
	.wrong = troubles,
	.examples = {
		{ "A text again and again, and then zeros in the midst of it:",
		  "> create 1234 32\n"
		  "created 0x000004d2  id 0  32 bytes  rw-------\n"
		  "> fill 1234 $size \"shm.\"\n"
		  "filled 32 bytes at 1234+0\n"
		  "> fill +6 12\n"
		  "filled 12 bytes at 1234+6\n"
		  "> dump\n"
		  "00000000  73 68 6d 2e 73 68 00 00  00 00 00 00 00 00 00 00  |shm.sh..........|\n"
		  "00000010  00 00 6d 2e 73 68 6d 2e  73 68 6d 2e 73 68 6d 2e  |..m.shm.shm.shm.|\n"
		  "00000020\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Four numbers of 32 bits, and a byte in hex:",
		  "> create 1234 20\n"
		  "created 0x000004d2  id 0  20 bytes  rw-------\n"
		  "> fill -t u32 1234 16 1000\n"
		  "filled 16 bytes at 1234+0\n"
		  "> fill -x 1234+16 4 ff\n"
		  "filled 4 bytes at 1234+16\n"
		  "> dump 1234\n"
		  "00000000  e8 03 00 00 e8 03 00 00  e8 03 00 00 e8 03 00 00  |................|\n"
		  "00000010  ff ff ff ff                                       |....|\n"
		  "00000014\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.changes = true,
	.check = check,
	.run = fill,
};
