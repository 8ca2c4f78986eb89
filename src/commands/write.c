/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/numbers.h"
#include "session/changed.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <stdlib.h>
#include <string.h>

struct arguments {
	bool bare;
	bool hex;
	struct place place;
	struct repeated_words values;
};

static const struct parameter parameters[] = {
	SWITCH('n', "no-nul", bare, "add no NUL behind the text"),
	SWITCH('x', "hex", hex, "the values are bytes in hex, as 48 65 or 4865",
	       .excludes = 'n'),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to write"),
	OPERAND(SOME, "VALUE", KIND_TEXT, values,
	        "text; words are joined by a blank"),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

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
static bool write_values(struct session *session, struct attachment *attachment,
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

static bool write_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	size_t length = total(arguments);
	struct attachment *attachment;

	if (!place_open(session, &arguments->place, TO_WRITE, length,
	                &attachment) ||
	    !write_values(session, attachment, arguments, length))
		return false;
	changed_bytes(session, "write", attachment, arguments->place.offset,
	              length);
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
	{ "... bytes of new pages are more than the memory that is left",
	  "The kernel would kill a process instead of giving an error, so shmsh\n"
	  "refuses: write less, or free memory." },
	{ NULL, NULL },
};

const struct command write_command = {
	.name = "write",
	.aliases = { "w" },
	.summary = "write text or bytes into a segment",
	.details = "A NUL is added behind text, so that C programs find its "
		   "end; -n leaves what\nfollows as it was. Nothing is "
		   "written when it does not all fit.",
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
		{ "Bytes in hex; -n changes one letter in the midst of a text:",
		  "> create 1234 16\n"
		  "created 0x000004d2  id 0  16 bytes  rw-------\n"
		  "> write -x 1234 68 65 6c 6c 6f\n"
		  "wrote 5 bytes to 1234+0\n"
		  "> write -n 1234 \"J\"\n"
		  "wrote 1 byte to 1234+0\n"
		  "> dump\n"
		  "00000000  4a 65 6c 6c 6f 00 00 00  00 00 00 00 00 00 00 00  |Jello...........|\n"
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
