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
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = trace,
};
