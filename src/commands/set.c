/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "session/settings.h"
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
	        "a setting or a variable; without it all are listed",
	        GIVEN(name_given)),
	OPERAND(OPTIONAL, "VALUE", KIND_VALUE, value,
	        "what $NAME stands for from now on", GIVEN(value_given)),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	const struct word *name = &arguments->name;
	const struct word *value = &arguments->value;
	const struct setting *setting;
	size_t index;

	if (!arguments->value_given || !name->text || !value->text)
		return true;
	if (!session_may_set(name->text, name->length, complaint))
		return false;
	setting = settings_find(name->text, name->length);
	return !setting || settings_read(setting, value->text, value->length,
	                                 &index, complaint);
}

static void json_variable(struct json *json, const char *name,
                          const char *value, size_t length)
{
	json_string(json, "command", "set");
	json_string(json, "name", name);
	json_bytes(json, "value", value, length);
	json_hex(json, "hex", value, length);
}

/* As it can be typed again. */
static void show_variable(struct session *session, const char *name,
                          const char *value, size_t length)
{
	struct output *output = session->output;
	struct json json;

	if (session->json) {
		json = json_begin(output);
		json_variable(&json, name, value, length);
		json_end(&json);
		return;
	}
	output_print(output, "set %s \"", name);
	escape_show(output, value, length, ESCAPE_QUOTED);
	output_text(output, "\"\n");
}

static void show_setting(struct session *session, const struct setting *setting)
{
	const char *value = settings_value(setting, session);
	char line[SETTING_LINE];
	struct json json;

	if (!session->json) {
		settings_line(setting, session, line);
		output_print(session->output, "%s\n", line);
		return;
	}
	json = json_begin(session->output);
	json_variable(&json, setting->name, value, strlen(value));
	json_bool(&json, "setting", true);
	json_array(&json, "values");
	for (size_t i = 0; setting->values[i]; i++)
		json_string(&json, NULL, setting->values[i]);
	json_array_end(&json);
	json_string(&json, "summary", setting->summary);
	json_end(&json);
}

static bool show_one(struct session *session, const struct word *name)
{
	const struct setting *setting = settings_find(name->text, name->length);
	struct complaint complaint;
	const char *value;
	size_t length;

	if (setting) {
		show_setting(session, setting);
		return true;
	}
	if (session_lookup(session, name->text, name->length, &value,
	                   &length)) {
		show_variable(session, name->text, value, length);
		return true;
	}
	complain(&complaint, "$%s is not set", name->text);
	setting = settings_near(name->text, name->length);
	if (setting)
		complaint_remedy(&complaint, "set %s", setting->name);
	return fail_with(session, &complaint);
}

static void show_all(struct session *session)
{
	const struct variables *variables = &session->variables;

	for (const struct setting *setting = settings; setting->name; setting++)
		show_setting(session, setting);
	for (size_t i = 0; i < variables->count; i++)
		show_variable(session, variables->items[i].name,
		              variables->items[i].value,
		              variables->items[i].length);
}

/* A slip would go unseen: setting a variable always succeeds. */
static void note_near(struct session *session, const struct word *name)
{
	const struct setting *setting = settings_near(name->text, name->length);

	if (setting && session->interactive &&
	    !variables_find(&session->variables, name->text, name->length))
		note(session,
		     "'%s' is a variable of your own; did you mean the "
		     "setting %s?",
		     name->text, setting->name);
}

static bool set(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct word *name = &arguments->name;
	const struct word *value = &arguments->value;
	const struct setting *setting;
	struct complaint complaint;
	size_t index;

	if (!arguments->name_given) {
		show_all(session);
		return true;
	}
	if (!arguments->value_given)
		return show_one(session, name);
	setting = settings_find(name->text, name->length);
	if (setting) {
		if (!settings_read(setting, value->text, value->length, &index,
		                   &complaint))
			return fail_with(session, &complaint);
		setting->set(session, index);
		return true;
	}
	note_near(session, name);
	if (!variables_set(&session->variables, name->text, name->length,
	                   value->text, value->length))
		return fail(session, "out of memory");
	return true;
}

const struct command set_command = {
	.name = "set",
	.summary = "show and change settings and variables",
	.details = "$id, $key, $size and $address are those of the current "
		   "segment, $status is the\nlast command's; shmsh sets them. "
		   "Settings have known names and few values, which\nset "
		   "alone lists; unset gives one its default back.",
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
	.pages = true,
	.run = set,
};
