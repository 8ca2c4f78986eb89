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
	.examples = {
		{ "The commands of a file, in this session:",
		  "> echo 'create 1234 100; write . \"from a file\"' > start\n"
		  "> source start\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "wrote 12 bytes to 1234+0\n"
		  "> read\n"
		  "from a file\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !rm start\n" },
		{ "It stops at its first failure, and the session goes on:",
		  "> echo 'create 1234 100; read 98; rm 1234' > try\n"
		  "> source try\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "shmsh: try:1: read: 98: no segment has this key (ENOENT)\n"
		  "    key 0x62 (98) names nothing in this IPC namespace\n"
		  "    try: ls, or create 98 SIZE\n"
		  "> ls\n"
		  "KEY         ID  OWNER  MODE       SIZE  NATTCH  CHANGED  FLAGS\n"
		  "0x000004d2   0  root   rw-------   100       0  0 s ago\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n"
		  "> !rm try\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = source,
};
