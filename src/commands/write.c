/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/write_values.h"
#include "language/numbers.h"
#include "session/changed.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <stdlib.h>
#include <string.h>

struct arguments {
	bool bare;
	bool hex;
	bool typed;
	struct value_type type;
	struct place place;
	struct repeated_words values;
};

static const struct parameter parameters[] = {
	SWITCH('n', "no-nul", bare, "add no NUL behind the text"),
	SWITCH('x', "hex", hex, "the values are bytes in hex, as 48 65 or 4865",
	       .excludes = 'n'),
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "the values are of this type, as u8, f64be or char[16]",
	       GIVEN(typed), .excludes = 'n'),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to write"),
	OPERAND(SOME, "VALUE", KIND_TEXT, values,
	        "text, words joined by a blank; or what -x, -t say"),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	/* a type that is in a variable may not be known yet */
	if (arguments->typed)
		return arguments->type.size == 0 ||
		       write_values_check(&arguments->type, &arguments->values,
		                          complaint);
	for (size_t i = 0; arguments->hex && i < arguments->values.count; i++) {
		const struct word *word = &arguments->values.items[i];
		bool good = word->length % 2 == 0;

		for (size_t j = 0; good && j < word->length; j++)
			good = number_hex_digit(word->text[j]) >= 0;
		if (!good && !word->unknown)
			return complain(complaint,
			                "VALUE: '%.*s' is not bytes in hex, "
			                "two digits each",
			                complaint_width(word->length),
			                word->text);
	}
	return true;
}

/* The number of bytes that are to be written. */
static size_t total(const struct arguments *arguments)
{
	const struct repeated_words *values = &arguments->values;
	size_t length = 0;

	for (size_t i = 0; i < values->count; i++)
		length += values->items[i].length;
	if (arguments->hex)
		return length / 2;
	return length + values->count - 1 + !arguments->bare;
}

static void join_text(const struct arguments *arguments, char *bytes)
{
	const struct repeated_words *values = &arguments->values;

	for (size_t i = 0; i < values->count; i++) {
		const struct word *word = &values->items[i];

		memcpy(bytes, word->text, word->length);
		bytes += word->length;
		if (i + 1 < values->count)
			*bytes++ = ' ';
	}
	if (!arguments->bare)
		*bytes = '\0';
}

static void join_hex(const struct arguments *arguments, char *bytes)
{
	const struct repeated_words *values = &arguments->values;

	for (size_t i = 0; i < values->count; i++) {
		const struct word *word = &values->items[i];

		for (size_t j = 0; j < word->length; j += 2)
			*bytes++ = (char)(number_hex_digit(word->text[j]) * 16 +
			                  number_hex_digit(word->text[j + 1]));
	}
}

/* All in one access: it is done whole or refused whole. */
static bool write_words(struct session *session, struct attachment *attachment,
                        const struct arguments *arguments, size_t length)
{
	const struct repeated_words *values = &arguments->values;
	size_t offset = arguments->place.offset;
	char *bytes;
	bool good;

	/* a NUL follows each word, so that one can be taken as it lies */
	if (!arguments->hex && values->count == 1)
		return place_write_bytes(session, attachment, offset,
		                         values->items[0].text, length);
	bytes = malloc(length > 0 ? length : 1);
	if (!bytes)
		return fail(session, "out of memory");
	if (arguments->hex)
		join_hex(arguments, bytes);
	else
		join_text(arguments, bytes);
	good = place_write_bytes(session, attachment, offset, bytes, length);
	free(bytes);
	return good;
}

/* Options are often typed where other programs take them. */
static void note_option(struct session *session,
                        const struct repeated_words *values)
{
	const struct word *first = &values->items[0];

	if (first->length == 2 && first->text[0] == '-' &&
	    strchr("nxt", first->text[1]) && values->count > 1)
		note(session,
		     "%s was written as text: options come before PLACE",
		     first->text);
}

static bool write_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct attachment *attachment;
	size_t length;

	if (arguments->typed)
		return write_values(session, &arguments->place,
		                    &arguments->type, &arguments->values);
	length = total(arguments);
	if (!place_open(session, &arguments->place, TO_WRITE, length,
	                &attachment) ||
	    !write_words(session, attachment, arguments, length))
		return false;
	changed_bytes(session, "write", attachment, arguments->place.offset,
	              length);
	if (!arguments->hex)
		note_option(session, &arguments->values);
	return true;
}

static const struct trouble troubles[] = {
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "Text, its NUL and the offset are more than the segment has. Nothing was\n"
	  "written. -n leaves the NUL away; a larger segment must be created anew." },
	{ "it is attached read-only (EACCES)",
	  "You hold it by attach -r. detach it: write attaches it for itself." },
	{ "you may not attach it so (EACCES)",
	  "Its mode lets you read at most: help modes." },
	{ "VALUE: ... is not bytes in hex, two digits each",
	  "With -x a byte is always two digits: 0a, not a." },
	{ "VALUE: ... does not fit ...",
	  "The type with its range is told: 0 to 255 for u8. help types lists\n"
	  "them. No value of the command was written." },
	{ "VALUE: ... is ... bytes, more than ... holds",
	  "A text is never cut. Shorten it; a larger char[N] would go over what\n"
	  "lies behind it." },
	{ "... bytes of new pages are more than the memory that is left",
	  "The kernel would kill a process instead of giving an error, so shmsh\n"
	  "refuses: write less, or free memory." },
	{ NULL, NULL },
};

const struct command write_command = {
	.name = "write",
	.aliases = { "w" },
	.summary = "write text, bytes or typed values into a segment",
	.details = "A NUL is added behind text, so that C programs find its "
		   "end; -n leaves what\nfollows as it was. With -t the values "
		   "lie one behind the other: help types.\nNothing is written "
		   "when one of them is wrong or it does not all fit.",
	.wrong = troubles,
	.examples = {
		{ "Text, with the NUL that ends it for C programs:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> write 1234 \"count=5\"\n"
		  "wrote 8 bytes to 1234+0\n"
		  "> write 1234+32 \"line one\\nline two\"\n"
		  "wrote 18 bytes to 1234+32\n"
		  "> read 1234\n"
		  "count=5\n"
		  "> read 1234+32\n"
		  "line one\n"
		  "line two\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "A field of a struct; bytes in hex, and -n, which changes only one:",
		  "> create 1234 16\n"
		  "created 0x000004d2  id 0  16 bytes  rw-------\n"
		  "> write -t i32 1234+8 -5 1000000\n"
		  "wrote 8 bytes to 1234+8\n"
		  "> write -x 1234 68 65 6c 6c 6f\n"
		  "wrote 5 bytes to 1234+0\n"
		  "> write -n 1234 \"J\"\n"
		  "wrote 1 byte to 1234+0\n"
		  "> dump\n"
		  "00000000  4a 65 6c 6c 6f 00 00 00  fb ff ff ff 40 42 0f 00  |Jello.......@B..|\n"
		  "00000010\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.changes = true,
	.run = write_command_run,
};
