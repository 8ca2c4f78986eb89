/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "command/usage.h"
#include "commands/table.h"
#include "session/report.h"
#include "session/session.h"
#include "text/json.h"

struct arguments {
	struct word command;
	bool given;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "COMMAND", KIND_COMMAND, command,
	        "what to explain; without it all are listed", GIVEN(given)),
	END_OF_PARAMETERS,
};

static const char language[] =
	"\n"
	"A SEGMENT is a key (1234, 0x4d2), id:7, ftok:PATH:ID, text:ABCD, or "
	". for the\n"
	"current one; a PLACE is SEGMENT+OFFSET. Sizes take K M G. 'quotes' "
	"and \"quotes\"\n"
	"as in a shell; $name; COMMAND | sh words; COMMAND > file; !sh words; "
	"# comment.\n"
	"Man page: shmsh(1). More about one command: help COMMAND.\n";

static void show_json(struct session *session, const struct command *command)
{
	struct json json = json_begin(session->output);
	char synopsis[USAGE_ROOM];

	usage_synopsis(command, synopsis, sizeof(synopsis));
	json_string(&json, "command", "help");
	json_string(&json, "name", command->name);
	json_string(&json, "synopsis", synopsis);
	json_string(&json, "summary", command->summary);
	json_array(&json, "aliases");
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		json_string(&json, NULL, command->aliases[i]);
	json_array_end(&json);
	json_end(&json);
}

static void list(struct session *session)
{
	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];

		if (session->json)
			show_json(session, command);
		else
			output_print(session->output, "%-9s %s\n",
			             command->name, command->summary);
	}
	if (!session->json)
		output_text(session->output, language);
}

static bool help(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct command *command;
	struct complaint complaint;

	if (!arguments->given) {
		list(session);
		return true;
	}
	command = table_choose(arguments->command.text,
	                       arguments->command.length, true, &complaint);
	if (!command)
		return fail_with(session, &complaint);
	if (session->json)
		show_json(session, command);
	else
		usage_page(command, session->output);
	return true;
}

const struct command help_command = {
	.name = "help",
	.aliases = { "?" },
	.summary = "list the commands, or explain one",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = help,
};
