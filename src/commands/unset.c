/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "session/settings.h"

struct arguments {
	struct repeated_words names;
};

static const struct parameter parameters[] = {
	OPERAND(SOME, "NAME", KIND_NAME, names,
	        "variables to forget, settings to put back"),
	END_OF_PARAMETERS,
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	const struct repeated_words *names = &arguments->names;

	for (size_t i = 0; i < names->count; i++)
		if (!names->items[i].unknown &&
		    !session_may_set(names->items[i].text,
		                     names->items[i].length, complaint))
			return false;
	return true;
}

/* A setting can always be: it gets its default back. */
static bool is_set(const struct session *session, const struct word *name)
{
	return settings_find(name->text, name->length) ||
	       variables_find(&session->variables, name->text, name->length);
}

static void forget(struct session *session, const struct word *name)
{
	const struct setting *setting = settings_find(name->text, name->length);

	if (setting)
		setting->set(session, 0);
	else
		variables_unset(&session->variables, name->text, name->length);
}

static bool unset(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_words *names = &arguments->names;

	for (size_t i = 0; i < names->count; i++)
		if (!is_set(session, &names->items[i]))
			return fail(session, "$%s is not set",
			            names->items[i].text);
	for (size_t i = 0; i < names->count; i++)
		forget(session, &names->items[i]);
	return true;
}

const struct command unset_command = {
	.name = "unset",
	.summary = "forget variables, put settings back",
	.examples = {
		{ "A variable that is no longer there is an error:",
		  "> set count 5\n"
		  "> echo $count\n"
		  "5\n"
		  "> unset count\n"
		  "> echo $count\n"
		  "shmsh: $count is not set\n"
		  "    try: set count VALUE\n"
		  "> echo \"count is gone\"\n"
		  "count is gone\n" },
		{ "Of the setting output it is back to text:",
		  "> set output json\n"
		  "> trace\n"
		  "{\"command\":\"trace\",\"on\":false}\n"
		  "> unset output\n"
		  "> trace\n"
		  "off\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.check = check,
	.run = unset,
};
