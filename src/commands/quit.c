/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/session.h"

struct arguments {
	int status;
	bool given;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "STATUS", KIND_STATUS, status,
	        "the exit status, 0 to 255", GIVEN(given)),
	END_OF_PARAMETERS,
};

static bool quit(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	session->quit = true;
	session->status_chosen = arguments->given;
	session->status =
		arguments->given ? arguments->status : session->previous_status;
	return true;
}

const struct command quit_command = {
	.name = "quit",
	.aliases = { "q", "exit" },
	.summary = "leave shmsh",
	.details = "Leaving detaches, and removes nothing. Without STATUS a "
		   "script's exit status\ntells whether a command failed, a "
		   "session's is that of its last command.",
	.examples = {
		{ "What comes behind it is not run:",
		  "> !printf 'echo one\\nquit\\necho two\\n' | shmsh\n"
		  "one\n" },
		{ "With an exit status for whoever started it:",
		  "> !shmsh -c 'quit 3'; echo \"exit status $?\"\n"
		  "exit status 3\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = quit,
};
