/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/session.h"
#include "session/timing.h"

struct arguments {
	struct command_line line;
};

static const struct parameter parameters[] = {
	OPERAND(SOME, "COMMAND", KIND_COMMAND_LINE, line,
	        "what to run, with its options and operands"),
	END_OF_PARAMETERS,
};

static bool run_timed(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct command_line *line = &arguments->line;
	struct timing timing;
	bool good;

	session->command = line->command->name;
	timing_begin(&timing);
	if (!line->command->uses_contents)
		session_rest(session);
	good = line->command->run(session, line->arguments);
	timing_report(session, &timing, line->command->name);
	return good;
}

static const struct trouble troubles[] = {
	{ "... can not be run by ...",
	  "time runs one command and measures that, so it does not run time." },
	{ NULL, NULL },
};

const struct command time_command = {
	.name = "time",
	.summary = "run a command and say how long it took",
	.details = "The time of the clock and that of the processor are said "
		   "on standard error,\nalso when the command failed, and its "
		   "status is that of time. > and | are for\nboth.",
	.wrong = troubles,
	.examples = {
		{ "How long a kilobyte takes, and what it takes to find the segment:",
		  "> create 1 1K\n"
		  "created 0x00000001  id 0  1024 bytes  rw-------\n"
		  "> time dump -v 1 > /dev/null\n"
		  "time: 84.3 us  (user 61.0 us, system 23.0 us)\n"
		  "> attach 1\n"
		  "attached 0x00000001  id 0  at 0x7f3a5c0d2000  1024 bytes  rw\n"
		  "> time dump -v 1 > /dev/null\n"
		  "time: 52.1 us  (user 50.0 us, system 2.00 us)\n"
		  "> detach 1\n"
		  "detached 0x00000001  id 0\n"
		  "> rm 1\n"
		  "removed 0x00000001  id 0\n" },
		{ "Waiting takes time by the clock alone:",
		  "> time sleep 0.25\n"
		  "time: 0.250 s  (user 14.0 us, system 31.0 us)\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true, /* what it runs says whether it does */
	.runs_command = true,
	.run = run_timed,
};
