/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "memory/format.h"
#include "session/changed.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"

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
	if (good)
		changed_bytes(session, "printf", attachment,
		              arguments->place.offset, rendering.length + 1);
out:
	rendering_finish(&rendering);
	return good;
}

const struct command printf_command = {
	.name = "printf",
	.summary = "write formatted text, as sprintf",
	.details = "All of C's conversions but %n; each argument is checked "
		   "against its conversion\nbefore anything is written. The "
		   "text and its NUL must fit into the segment: that\nsprintf "
		   "has no such bound is what makes it dangerous.",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = print,
};
