/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/cmp_compare.h"
#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct arguments {
	struct place place;
	struct place_or_file other;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to begin"),
	OPERAND(REQUIRED, "PLACE|file:PATH", KIND_PLACE_OR_FILE, other,
	        "what to compare with"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to compare; up to both ends", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

/* A file first: waiting for the writer of a FIFO drops what is attached. */
static bool open_file(const char *path, struct comparison *comparison)
{
	comparison->with_file = true;
	snprintf(comparison->right_name, CMP_NAME, "file:%.*s",
	         complaint_width(strlen(path)), path);
	if (!source_file_open(comparison->session, path, &comparison->file))
		return false;
	comparison->right_length =
		comparison->file.sized ? comparison->file.size : UINT64_MAX;
	return true;
}

/* Attaches both, if there are two. */
static bool attach(const struct arguments *arguments,
                   struct comparison *comparison)
{
	uint64_t length = arguments->length;
	const struct place_use left = { &arguments->place, TO_READ, length };
	const struct place_use right = { &arguments->other.place, TO_READ,
		                         length };

	return comparison->with_file ||
	       place_open_both(comparison->session, &left, &right,
	                       &comparison->left.attachment,
	                       &comparison->right.attachment);
}

static bool open_places(const struct arguments *arguments,
                        struct comparison *comparison)
{
	struct session *session = comparison->session;

	if (!attach(arguments, comparison) ||
	    !side_open(session, &arguments->place, arguments->length,
	               arguments->length_given, &comparison->left))
		return false;
	if (comparison->with_file)
		return true;
	if (!side_open(session, &arguments->other.place, arguments->length,
	               arguments->length_given, &comparison->right))
		return false;
	comparison->right_length = comparison->right.length;
	snprintf(comparison->right_name, CMP_NAME, "%s",
	         comparison->right.name);
	return true;
}

static void close_both(struct comparison *comparison)
{
	side_close(&comparison->left);
	if (comparison->with_file)
		source_file_close(&comparison->file);
	else
		side_close(&comparison->right);
}

static bool is_equal(const struct comparison *comparison)
{
	return comparison->different == 0 && comparison->end == ENDS_TOGETHER;
}

static void show_json(const struct comparison *comparison)
{
	static const char *const ends[] = { "", "first", "second" };
	const struct attachment *attachment = comparison->left.attachment;
	struct json json = json_begin(comparison->session->output);

	json_string(&json, "command", "cmp");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_unsigned(&json, "offset", comparison->left.offset);
	json_unsigned(&json, "length", comparison->at);
	json_bool(&json, "equal", is_equal(comparison));
	json_unsigned(&json, "different", comparison->different);
	if (comparison->different > 0)
		json_unsigned(&json, "first", comparison->first);
	else
		json_null(&json, "first");
	if (comparison->end == ENDS_TOGETHER)
		json_null(&json, "shorter");
	else
		json_string(&json, "shorter", ends[comparison->end]);
	json_end(&json);
}

/* "0x41 'A'" */
static void print_byte(unsigned char byte, char text[static 16])
{
	bool shown = byte >= ' ' && byte <= '~';

	snprintf(text, 16, shown ? "0x%02x '%c'" : "0x%02x", byte, byte);
}

static const char *shorter_name(const struct comparison *comparison)
{
	return comparison->end == LEFT_ENDS ? comparison->left.name
	                                    : comparison->right_name;
}

static bool fail_different(const struct comparison *comparison)
{
	struct complaint complaint;
	char bytes[2][16];

	print_byte(comparison->bytes[0], bytes[0]);
	print_byte(comparison->bytes[1], bytes[1]);
	complain(&complaint,
	         "%s+%" PRIu64 ": differs from %s+%" PRIu64 "; %" PRIu64
	         " of %" PRIu64 " byte%s do%s",
	         comparison->left.name,
	         comparison->left.offset + comparison->first,
	         comparison->right_name,
	         comparison->right.offset + comparison->first,
	         comparison->different, comparison->at,
	         comparison->at == 1 ? "" : "s",
	         comparison->different == 1 ? "es" : "");
	if (comparison->end == ENDS_TOGETHER)
		complaint_cause(&complaint, "%s here, %s there", bytes[0],
		                bytes[1]);
	else
		complaint_cause(&complaint,
		                "%s here, %s there; %s ends, the other goes on",
		                bytes[0], bytes[1], shorter_name(comparison));
	return fail_with(comparison->session, &complaint);
}

static bool fail_shorter(const struct comparison *comparison)
{
	bool left_ends = comparison->end == LEFT_ENDS;

	return fail(comparison->session,
	            "%s: ends after %" PRIu64
	            " byte%s, so far like %s, which goes on",
	            shorter_name(comparison), comparison->at,
	            comparison->at == 1 ? "" : "s",
	            left_ends ? comparison->right_name : comparison->left.name);
}

static bool conclude(const struct comparison *comparison)
{
	if (comparison->session->json)
		show_json(comparison);
	if (comparison->different > 0)
		return fail_different(comparison);
	if (comparison->end != ENDS_TOGETHER)
		return fail_shorter(comparison);
	confirm(comparison->session,
	        "%s+%" PRIu64 " and %s+%" PRIu64 " are equal: %" PRIu64
	        " byte%s",
	        comparison->left.name, comparison->left.offset,
	        comparison->right_name, comparison->right.offset,
	        comparison->at, comparison->at == 1 ? "" : "s");
	return true;
}

static bool cmp(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct comparison comparison = { .session = session };
	bool good;

	if (arguments->other.path &&
	    !open_file(arguments->other.path, &comparison))
		return false;
	good = open_places(arguments, &comparison) &&
	       cmp_compare(&comparison, !arguments->length_given);
	close_both(&comparison);
	return good && conclude(&comparison);
}

static const struct trouble troubles[] = {
	{ "...: differs from ...; ... of ... bytes do",
	  "The first bytes that differ, and how many do. The command fails, as that\n"
	  "of the same name does: a script stops, unless it is -cmp." },
	{ "...: ends after ... bytes, so far like ..., which goes on",
	  "One is shorter. With LENGTH only so many bytes are compared." },
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "With LENGTH both segments must have so many bytes there." },
	{ NULL, NULL },
};

const struct command cmp_command = {
	.name = "cmp",
	.summary = "compare with another segment or a file",
	.details = "It fails where they differ, and says where first and how "
		   "many bytes do; it says\nnothing in a script when they are "
		   "equal. What nobody touched is not read.",
	.wrong = troubles,
	.examples = {
		{ "Two segments, before and after a byte is changed:",
		  "> create 1 64\n"
		  "created 0x00000001  id 0  64 bytes  rw-------\n"
		  "> create 2 64\n"
		  "created 0x00000002  id 1  64 bytes  rw-------\n"
		  "> cmp 1 2\n"
		  "1+0 and 2+0 are equal: 64 bytes\n"
		  "> write -n 2+10 \"A\"\n"
		  "wrote 1 byte to 2+10\n"
		  "> cmp 1 2\n"
		  "shmsh: cmp: 1+10: differs from 2+10; 1 of 64 bytes does\n"
		  "    0x00 here, 0x41 'A' there\n"
		  "> rm 1\n"
		  "removed 0x00000001  id 0\n"
		  "> rm 2\n"
		  "removed 0x00000002  id 1\n" },
		{ "A segment and what a file holds of it:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"state\"\n"
		  "wrote 6 bytes to 1234+0\n"
		  "> read -r > before\n"
		  "> cmp 1234 file:before\n"
		  "1234+0 and file:before+0 are equal: 100 bytes\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !rm before\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.run = cmp,
};
