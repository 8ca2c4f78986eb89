/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "text/json.h"

struct arguments {
	bool on;
	bool given;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "on|off", KIND_ON_OFF, on, "without it: which it is",
	        GIVEN(given)),
	END_OF_PARAMETERS,
};

static bool trace(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	bool on = session->calls.trace;
	struct json json;

	if (arguments->given) {
		session->calls.trace = arguments->on ? report_call : NULL;
		session->calls.trace_context = session;
		return true;
	}
	if (!session->json) {
		output_text(session->output, on ? "on\n" : "off\n");
		return true;
	}
	json = json_begin(session->output);
	json_string(&json, "command", "trace");
	json_bool(&json, "on", on);
	json_end(&json);
	return true;
}

const struct command trace_command = {
	.name = "trace",
	.summary = "show each system call as it is made",
	.details = "The calls go to standard error as strace(1) shows them. "
		   "A call that fails may be\nfollowed by others that look "
		   "for the cause.",
	.examples = {
		{ "What create asks of the kernel, and what a look for a key does:",
		  "> trace on\n"
		  "> create 1234 100\n"
		  "shmget(0x4d2, 100, IPC_CREAT|IPC_EXCL|0600) = 0\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> read 4321\n"
		  "shmget(0x10e1, 0, 0) = -1 ENOENT (No such file or directory)\n"
		  "shmsh: read: 4321: no segment has this key (ENOENT)\n"
		  "    key 0x10e1 (4321) names nothing in this IPC namespace\n"
		  "    try: ls, or create 4321 SIZE\n"
		  "> trace off\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "What another shmsh does for one read; -x is trace on from the start.",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"hello\"\n"
		  "wrote 6 bytes to 1234+0\n"
		  "> !shmsh -x -c 'read 1234' 2>&1 | cut -d '(' -f 1\n"
		  "shmget\n"
		  "shmctl\n"
		  "shmat\n"
		  "hello\n"
		  "shmdt\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = trace,
};
