/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "memory/format.h"
#include "session/changed.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <string.h>

struct arguments {
	struct place place;
	struct word format;
	struct repeated_words values;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to write"),
	OPERAND(REQUIRED, "FORMAT", KIND_TEXT, format,
	        "text with C's conversions, as \"count=%d\""),
	OPERAND(ANY, "ARGUMENT", KIND_TEXT, values, "one for each conversion"),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	/* a format that a variable holds is not known while checking */
	return !arguments->format.text ||
	       format_check(arguments->format.text, arguments->format.length,
	                    arguments->values.items, arguments->values.count,
	                    complaint);
}

/* In C the compiler reads \n, and printf(1) does; here double quotes do. */
static void note_escape(struct session *session, const struct word *format)
{
	const char *backslash = memchr(format->text, '\\', format->length);

	if (backslash && backslash[1] && strchr("nrt0x\\", backslash[1]))
		note(session,
		     "the format holds \\%c as two characters: in \"double "
		     "quotes\" it is an escape",
		     backslash[1]);
}

static bool print(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct rendering rendering = { 0 };
	struct attachment *attachment;
	struct complaint complaint;
	bool good = false;

	/* room for the NUL at least, which sprintf always writes */
	if (!place_open(session, &arguments->place, TO_WRITE, 1, &attachment))
		return false;
	rendering.limit = attachment->size - arguments->place.offset - 1;
	if (!format_render(&rendering, arguments->format.text,
	                   arguments->format.length, arguments->values.items,
	                   arguments->values.count, &complaint)) {
		fail_with(session, &complaint);
		goto out;
	}
	good = place_write_bytes(session, attachment, arguments->place.offset,
	                         rendering.data, rendering.length + 1);
	if (!good)
		goto out;
	changed_bytes(session, "printf", attachment, arguments->place.offset,
	              rendering.length + 1);
	note_escape(session, &arguments->format);
out:
	rendering_finish(&rendering);
	return good;
}

static const struct trouble troubles[] = {
	{ "FORMAT: the text and its NUL take ... bytes, ... are there",
	  "It does not fit into the segment. Nothing was written: sprintf would\n"
	  "have gone on behind the end." },
	{ "FORMAT: ... wants ..., argument ... is ...",
	  "The arguments go to the conversions in turn: %d takes a number, %s text." },
	{ "FORMAT: it takes ... arguments, ... are there",
	  "Each conversion takes one argument, a * for a width one more. %% is a\n"
	  "percent sign." },
	{ "FORMAT: ... is no conversion",
	  "A letter behind % that C does not have. %n is not offered: it would\n"
	  "store a count." },
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "The place itself is at or behind the end." },
	{ NULL, NULL },
};

const struct command printf_command = {
	.name = "printf",
	.summary = "write formatted text, as sprintf",
	.details = "All of C's conversions but %n; each argument is checked "
		   "against its conversion\nbefore anything is written. The "
		   "text and its NUL must fit into the segment: that\nsprintf "
		   "has no such bound is what makes it dangerous.",
	.wrong = troubles,
	.examples = {
		{ "What the lesson does by sprintf, read by another process:",
		  "> create 1234 4096 0644\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
		  "> printf 1234 \"count=%d name=%s\" 42 Ada\n"
		  "wrote 18 bytes to 1234+0\n"
		  "> !shmsh -c 'read 1234'\n"
		  "count=42 name=Ada\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Widths, other bases, and a text that is too long:",
		  "> create 1234 16\n"
		  "created 0x000004d2  id 0  16 bytes  rw-------\n"
		  "> printf . \"%05d %#x\" 42 255\n"
		  "wrote 11 bytes to 1234+0\n"
		  "> read\n"
		  "00042 0xff\n"
		  "> printf . \"%s\" \"far more than sixteen\"\n"
		  "shmsh: printf: FORMAT: the text and its NUL take 22 bytes, 16 are there\n"
		  "> read\n"
		  "00042 0xff\n"
		  "> rm .\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.changes = true,
	.run = print,
};
