/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/session.h"

struct arguments {
	struct word file;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "FILE", KIND_FILE, file, "a script"),
	END_OF_PARAMETERS,
};

static bool source(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	return session->source(session, arguments->file.text);
}

const struct command source_command = {
	.name = "source",
	.summary = "run the commands of a file",
	.details = "It stops at the first command that fails, as every "
		   "script.",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = source,
};
