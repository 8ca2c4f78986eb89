/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/read_values.h"
#include "session/contents.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/escape.h"

#include <string.h>

struct arguments {
	bool raw;
	bool typed;
	bool count_given;
	struct value_type type;
	uint64_t count; /* of values */
	struct place place;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	SWITCH('r', "raw", raw, "the bytes as they are, NULs too"),
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "values of this type, one a line", GIVEN(typed),
	       .excludes = 'r'),
	OPTION('n', "count", "COUNT", KIND_HOW_MANY, count,
	       "how many values, or all; 1, or those in LENGTH",
	       GIVEN(count_given), .needs = 't'),
	OPERAND(OPTIONAL, "PLACE", KIND_PLACE, place,
	        "where to read; the current segment"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes at most; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.place.segment = { .text = ".", .length = 1 },
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	/* a type that is in a variable may not be known yet */
	if (!arguments->typed || !arguments->length_given ||
	    arguments->type.size == 0)
		return true;
	if (arguments->count_given) {
		complain(complaint, "LENGTH and -n exclude each other");
		complaint_cause(complaint,
		                "LENGTH is bytes, -n is how many values");
		return false;
	}
	return read_values_check(&arguments->type, arguments->length,
	                         complaint);
}

static uint64_t count_values(const struct arguments *arguments)
{
	if (arguments->count_given)
		return arguments->count;
	if (arguments->length_given)
		return arguments->length / arguments->type.size;
	return 1;
}

/* Most texts are short: no more is read in vain. */
enum {
	FIRST_PIECE = 256
};

/* A text that comes in pieces, and how its last line ends. */
struct text {
	struct session *session;
	bool raw;
	char last;
};

static bool show_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct text *text = context;
	struct output *output = text->session->output;

	(void)offset;
	if (text->raw)
		output_bytes(output, bytes, length);
	else
		escape_show(output, bytes, length, ESCAPE_KEEP_NEWLINES);
	text->last = bytes[length - 1];
	return output->error == 0;
}

static bool read_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct text text = { .session = session, .raw = arguments->raw };
	struct contents contents = {
		.as_text = !arguments->raw,
		.whole_characters = !arguments->raw,
		.first = FIRST_PIECE,
	};

	if (arguments->typed)
		return read_values(session, &arguments->place, &arguments->type,
		                   count_values(arguments));
	if (arguments->raw && session->output->terminal && !session->json)
		return fail(session, "raw bytes could take over this terminal: "
		                     "send them on, as in read -r | xxd");
	if (!contents_open(session, &arguments->place, arguments->length,
	                   arguments->length_given, &contents))
		return false;
	if (session->json)
		return contents_json(session, "read", &contents);
	if (!contents_each(session, &contents, show_piece, &text))
		return false;
	if (!arguments->raw && text.last != '\n')
		output_byte(session->output, '\n');
	return true;
}

static const struct trouble troubles[] = {
	{ "no segment has this key (ENOENT)",
	  "Nobody made it, it was removed, or it is in another IPC namespace; or\n"
	  "the number is an id, which is written id:7. ls shows keys and ids." },
	{ "offset ... is past the end: the segment has ... bytes",
	  "An offset counts from 0, and the last byte is at size - 1." },
	{ "LENGTH: ... is no whole number of values of ...",
	  "LENGTH is bytes, and with -t all of them are shown or none. Use -n to\n"
	  "say how many values; -n all ends at the last whole one." },
	{ "you may not attach it so (EACCES)",
	  "Its mode does not let you read: help modes. stat shows it all the same." },
	{ "raw bytes could take over this terminal",
	  "read -r gives bytes as they are: send them on, as in read -r | xxd." },
	{ "detaching it afterwards would destroy it",
	  "kernel.shm_rmid_forced is 1 and nobody has it attached. attach it, and\n"
	  "it lasts until you detach." },
	{ NULL, NULL },
};

const struct command read_command = {
	.name = "read",
	.aliases = { "r" },
	.summary = "show the text or the typed values in a segment",
	.details = "The text goes up to its NUL, for LENGTH bytes, or to the "
		   "end of the segment.\nNewlines stay; what else is not "
		   "printable is shown as \\t, \\r, \\\\ or \\xHH, as\nwrite "
		   "takes it in double quotes. With -r the bytes come as they "
		   "are, NULs too.\nWith -t it is values, each exactly as write "
		   "-t takes it: help types.",
	.wrong = troubles,
	.examples = {
		{ "A text, a part of it, and what a pipe makes of it:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"to be or not to be\"\n"
		  "wrote 19 bytes to 1234+0\n"
		  "> read 1234\n"
		  "to be or not to be\n"
		  "> read 1234+9 3\n"
		  "not\n"
		  "> read 1234 | tr a-z A-Z\n"
		  "TO BE OR NOT TO BE\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "The same bytes as escaped text, raw, and as numbers:",
		  "> create 1234 4\n"
		  "created 0x000004d2  id 0  4 bytes  rw-------\n"
		  "> write -x 1234 61 1b 09 ff\n"
		  "wrote 4 bytes to 1234+0\n"
		  "> read 1234 4\n"
		  "a\\x1b\\t\\xff\n"
		  "> read -r 1234 4 | od -An -tx1\n"
		  " 61 1b 09 ff\n"
		  "> read -t i16be -n 2 1234\n"
		  "24859\n"
		  "2559\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.pages = true,
	.check = check,
	.run = read_command_run,
};
