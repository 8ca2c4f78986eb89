/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/locking.h"

struct arguments {
	struct segment_name segment;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "SEGMENT", KIND_SEGMENT, segment,
	        "what may be swapped out again"),
	END_OF_PARAMETERS,
};

static bool unlock(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	return locking_set(session, &arguments->segment, false);
}

static const struct trouble troubles[] = {
	{ "it is not yours (EPERM)",
	  "Without CAP_IPC_LOCK only its owner and its creator may unlock it." },
	{ "note: id ...: it was unlocked already",
	  "Not a failure: nothing changed. ls shows in FLAGS what is locked." },
	{ NULL, NULL },
};

const struct command unlock_command = {
	.name = "unlock",
	.summary = "let a locked segment be swapped out again",
	.details = "SHM_UNLOCK; its pages stay where they are until memory is "
		   "short.",
	.wrong = troubles,
	.examples = {
		{ "What lock did is undone:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> lock 1234\n"
		  "locked 0x000004d2  id 0  4096 bytes  flags locked\n"
		  "> unlock 1234\n"
		  "unlocked 0x000004d2  id 0  4096 bytes  flags none\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Nothing is wrong with one that was not locked:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> unlock .\n"
		  "unlocked 0x000004d2  id 0  4096 bytes  flags none\n"
		  "shmsh: unlock: note: id 0: it was unlocked already\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = unlock,
};
