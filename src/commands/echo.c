/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/session.h"
#include "text/escape.h"
#include "text/json.h"

struct arguments {
	struct repeated_words words;
};

static const struct parameter parameters[] = {
	OPERAND(ANY, "WORD", KIND_TEXT, words, "what to show"),
	END_OF_PARAMETERS,
};

static void show_json(struct session *session,
                      const struct repeated_words *words)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", "echo");
	json_array(&json, "words");
	for (size_t i = 0; i < words->count; i++)
		json_bytes(&json, NULL, words->items[i].text,
		           words->items[i].length);
	json_array_end(&json);
	json_end(&json);
}

static bool echo(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_words *words = &arguments->words;
	struct output *output = session->output;

	if (session->json) {
		show_json(session, words);
		return true;
	}
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			output_byte(output, ' ');
		/* a variable may hold what stood in a segment */
		if (output->terminal)
			escape_show(output, words->items[i].text,
			            words->items[i].length,
			            ESCAPE_KEEP_NEWLINES |
			                    ESCAPE_KEEP_BACKSLASHES);
		else
			output_bytes(output, words->items[i].text,
			             words->items[i].length);
	}
	output_byte(output, '\n');
	return true;
}

const struct command echo_command = {
	.name = "echo",
	.summary = "show words",
	.examples = {
		{ "Words are joined by one blank; quotes keep what is in them.",
		  "> echo one   two \"three   four\"\n"
		  "one two three   four\n" },
		{ "What is known of the current segment:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> echo \"id $id, key $key, $size bytes, status $status\"\n"
		  "id 0, key 0x000004d2, 100 bytes, status 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = echo,
};
