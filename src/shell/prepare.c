/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/prepare.h"

#include "commands/table.h"
#include "session/report.h"
#include "session/session.h"

static const struct command *choose(struct prepared *prepared,
                                    struct session *session,
                                    const struct word *name, bool prefixes)
{
	const struct command *command = table_find(name->text, name->length);

	if (!command)
		command = table_choose(name->text, name->length, prefixes,
		                       &prepared->complaint);
	if (!command)
		fail_with(session, &prepared->complaint);
	return command;
}

static bool read_arguments(struct prepared *prepared, struct session *session,
                           struct arguments_store *store,
                           const struct command *command,
                           const struct word *words, size_t count)
{
	struct complaint *complaint = &prepared->complaint;

	session->command = command->name;
	if (command->changes && !session_may_change(session))
		return false;
	return (arguments_read(store, command, words, count, complaint) &&
	        (store->unchecked || !command->check ||
	         command->check(store->fields, complaint))) ||
	       fail_with(session, complaint);
}

static struct command_line *line_of(struct prepared *prepared)
{
	const struct parameter *row = prepared->command->parameters;

	while (row->kind != KIND_COMMAND_LINE)
		row++;
	return (void *)(prepared->arguments.fields + row->offset);
}

/* The command that the one prepared is to run. */
static bool prepare_inner(struct prepared *prepared, struct session *session,
                          bool prefixes)
{
	struct command_line *line = line_of(prepared);
	const struct word *words = line->words.items;
	const struct command *command;

	/* a variable without a value yet may be anything */
	if (!words || words[0].unknown)
		return true;
	command = choose(prepared, session, &words[0], prefixes);
	if (!command)
		return false;
	if (command->runs_command)
		return fail(session, "%s can not be run by %s", command->name,
		            prepared->command->name);
	if (!read_arguments(prepared, session, &prepared->inner, command, words,
	                    line->words.count))
		return false;
	line->command = command;
	line->arguments = prepared->inner.fields;
	session->command = prepared->command->name;
	return true;
}

bool prepare(struct prepared *prepared, struct session *session,
             const struct word *words, size_t count, bool prefixes)
{
	session->command = NULL;
	/* its name is a word like others: a variable may hold it */
	prepared->command = choose(prepared, session, &words[0], prefixes);
	return prepared->command &&
	       read_arguments(prepared, session, &prepared->arguments,
	                      prepared->command, words, count) &&
	       (!prepared->command->runs_command ||
	        prepare_inner(prepared, session, prefixes));
}

void prepared_finish(struct prepared *prepared)
{
	arguments_store_finish(&prepared->arguments);
	arguments_store_finish(&prepared->inner);
}
