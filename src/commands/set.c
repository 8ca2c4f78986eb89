/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "text/escape.h"
#include "text/json.h"

#include <string.h>

struct arguments {
	struct word name;
	bool name_given;
	struct word value;
	bool value_given;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "NAME", KIND_NAME, name,
	        "a variable; without it all are listed", GIVEN(name_given)),
	OPERAND(OPTIONAL, "VALUE", KIND_VALUE, value,
	        "what $NAME stands for from now on", GIVEN(value_given)),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	const struct word *name = &arguments->name;
	const struct word *value = &arguments->value;

	if (!arguments->value_given || !name->text || !value->text)
		return true;
	if (!session_may_set(name->text, name->length, complaint))
		return false;
	if (!session_is_setting(name->text) ||
	    strcmp(value->text, "json") == 0 ||
	    strcmp(value->text, "text") == 0)
		return true;
	return complain(complaint, "output: '%.*s' is neither text nor json",
	                complaint_width(value->length), value->text);
}

/* As it can be typed again. */
static void show(struct session *session, const char *name, const char *value,
                 size_t length)
{
	struct output *output = session->output;
	struct json json;

	if (session->json) {
		json = json_begin(output);
		json_string(&json, "command", "set");
		json_string(&json, "name", name);
		json_bytes(&json, "value", value, length);
		json_hex(&json, "hex", value, length);
		json_end(&json);
		return;
	}
	output_print(output, "set %s \"", name);
	escape_show(output, value, length, ESCAPE_QUOTED);
	output_text(output, "\"\n");
}

static bool show_one(struct session *session, const struct word *name)
{
	const char *value;
	size_t length;

	if (!session_lookup(session, name->text, name->length, &value, &length))
		return fail(session, "$%s is not set", name->text);
	show(session, name->text, value, length);
	return true;
}

static bool set(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct variables *variables = &session->variables;

	if (!arguments->name_given) {
		for (size_t i = 0; i < variables->count; i++)
			show(session, variables->items[i].name,
			     variables->items[i].value,
			     variables->items[i].length);
		return true;
	}
	if (!arguments->value_given)
		return show_one(session, &arguments->name);
	if (!variables_set(&session->variables, arguments->name.text,
	                   arguments->name.length, arguments->value.text,
	                   arguments->value.length))
		return fail(session, "out of memory");
	if (session_is_setting(arguments->name.text))
		session->json = strcmp(arguments->value.text, "json") == 0;
	return true;
}

const struct command set_command = {
	.name = "set",
	.summary = "set a variable, or list them",
	.details = "$id, $key, $size and $address are those of the current "
		   "segment, $status is the\nlast command's; shmsh sets them. "
		   "With output set to json answers are JSON,\nwith text "
		   "they are for people.",
	.examples = {
		{ "A variable, in double quotes and as a word of its own:",
		  "> set name \"Ada Lovelace\"\n"
		  "> echo $name \"is $name\"\n"
		  "Ada Lovelace is Ada Lovelace\n"
		  "> set name\n"
		  "set name \"Ada Lovelace\"\n"
		  "> unset name\n" },
		{ "Answers for programs, and again for people:",
		  "> set output json\n"
		  "> trace\n"
		  "{\"command\":\"trace\",\"on\":false}\n"
		  "> set output text\n"
		  "> trace\n"
		  "off\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.check = check,
	.run = set,
};
