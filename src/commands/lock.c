/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/locking.h"

struct arguments {
	struct segment_name segment;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "SEGMENT", KIND_SEGMENT, segment,
	        "what is to stay in memory"),
	END_OF_PARAMETERS,
};

static bool lock(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	return locking_set(session, &arguments->segment, true);
}

static const struct trouble troubles[] = {
	{ "it can not be locked (EPERM)",
	  "Your RLIMIT_MEMLOCK (ulimit -l) is 0, and you have no CAP_IPC_LOCK." },
	{ "more than may be locked (ENOMEM)",
	  "All that you lock may not be more than RLIMIT_MEMLOCK (ulimit -l).\n"
	  "unlock another one, or ask root for more." },
	{ "it is not yours (EPERM)",
	  "Without CAP_IPC_LOCK only its owner and its creator may lock it." },
	{ "note: id ...: huge pages are never swapped",
	  "Not a failure: they stay in memory without a lock." },
	{ NULL, NULL },
};

const struct command lock_command = {
	.name = "lock",
	.summary = "keep a segment in memory: it is not swapped out",
	.details = "What is in memory stays there (SHM_LOCK). Pages that "
		   "nobody has touched are not\nmade by this, and those in swap "
		   "come back only when they are touched; then they\nstay, "
		   "too. The lock is the segment's: it lasts until unlock, "
		   "whoever detaches.",
	.wrong = troubles,
	.examples = {
		{ "The flag shows that it is locked:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> lock 1234\n"
		  "locked 0x000004d2  id 0  4096 bytes  flags locked\n"
		  "> stat | grep flags\n"
		  "flags     locked\n"
		  "> unlock 1234\n"
		  "unlocked 0x000004d2  id 0  4096 bytes  flags none\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Locking makes no page: only what was written is in memory.",
		  "> create 1234 16K\n"
		  "created 0x000004d2  id 0  16384 bytes  rw-------\n"
		  "> lock 1234\n"
		  "locked 0x000004d2  id 0  16384 bytes  flags locked\n"
		  "> stat | grep resident\n"
		  "resident  0 bytes\n"
		  "> write 1234 \"hello\"\n"
		  "wrote 6 bytes to 1234+0\n"
		  "> stat | grep resident\n"
		  "resident  4096 bytes (4.0 KiB)\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.changes = true,
	.run = lock,
};
