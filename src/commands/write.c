/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/changed.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"

#include <stdlib.h>

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

static int digit_value(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	for (size_t i = 0; arguments->hex && i < arguments->values.count; i++) {
		const struct word *word = &arguments->values.items[i];
		bool good = word->length % 2 == 0;

		for (size_t j = 0; good && j < word->length; j++)
			good = digit_value(word->text[j]) >= 0;
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

static bool write_text(struct session *session, struct attachment *attachment,
                       const struct arguments *arguments)
{
	const struct repeated_words *values = &arguments->values;
	size_t offset = arguments->place.offset;

	for (size_t i = 0; i < values->count; i++) {
		const struct word *word = &values->items[i];
		bool last = i + 1 == values->count;
		/* a NUL follows each word */
		size_t length = word->length + (last && !arguments->bare);

		if (!place_write_bytes(session, attachment, offset, word->text,
		                       length))
			return false;
		offset += length;
		if (!last &&
		    !place_write_bytes(session, attachment, offset, " ", 1))
			return false;
		offset++;
	}
	return true;
}

static bool write_hex(struct session *session, struct attachment *attachment,
                      const struct arguments *arguments)
{
	const struct repeated_words *values = &arguments->values;
	size_t length = total(arguments);
	char *bytes = malloc(length + 1);
	size_t count = 0;
	bool good;

	if (!bytes)
		return fail(session, "out of memory");
	for (size_t i = 0; i < values->count; i++) {
		const struct word *word = &values->items[i];

		for (size_t j = 0; j < word->length; j += 2)
			bytes[count++] =
				(char)(digit_value(word->text[j]) * 16 +
			               digit_value(word->text[j + 1]));
	}
	good = place_write_bytes(session, attachment, arguments->place.offset,
	                         bytes, length);
	free(bytes);
	return good;
}

static bool write_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	size_t length = total(arguments);
	struct attachment *attachment;

	if (!place_open(session, &arguments->place, TO_WRITE, length,
	                &attachment))
		return false;
	if (arguments->hex ? !write_hex(session, attachment, arguments)
	                   : !write_text(session, attachment, arguments))
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
