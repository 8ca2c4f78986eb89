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

const struct command write_command = {
	.name = "write",
	.aliases = { "w" },
	.summary = "write text or bytes into a segment",
	.details = "A NUL is added behind text, so that C programs find its "
		   "end; -n leaves what\nfollows as it was. Nothing is "
		   "written when it does not all fit.",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = write_command_run,
};
