/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/session.h"

#include "session/report.h"
#include "session/settings.h"
#include "text/style.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void session_init(struct session *session, struct output *output,
                  struct output *errors)
{
	session->output = output;
	session->standard = output;
	session->errors = errors;
	session->hints = true;
	session->pager = true;
	session->epoch = 1;
	session->waits = 1;
	session_set_colour(session, COLOUR_AUTO);
}

void session_finish(struct session *session)
{
	attachments_remove_all(&session->attachments, &session->calls);
	variables_finish(&session->variables);
	made_finish(&session->made);
	if (session->whereabouts.away)
		close(session->whereabouts.home);
}

void session_rest(struct session *session)
{
	attachments_drop_passing(&session->attachments, &session->calls);
	session->epoch++;
}

void session_wait(struct session *session)
{
	session_rest(session);
	session->waits++;
}

void session_pause(struct session *session)
{
	session_wait(session);
	output_flush(session->standard);
	if (session->output != session->standard)
		output_flush(session->output);
}

/* What the signal made the terminal drop may have been the end of a style. */
static void forget_error(struct output *output)
{
	if (output->error != EINTR)
		return;
	output->error = 0;
	if (!output->colour)
		return;
	output->styled = true;
	style_end(output);
	output_flush(output);
}

bool session_may_change(struct session *session)
{
	return !session->read_only ||
	       fail(session, "nothing is changed with --read-only");
}

void session_forget_interrupt(struct session *session)
{
	interrupt_forget();
	forget_error(session->standard);
	forget_error(session->errors);
}

static bool environment_allows_colour(void)
{
	const char *no = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	return !(no && *no) && terminal && *terminal &&
	       strcmp(terminal, "dumb") != 0;
}

void session_set_colour(struct session *session, enum colour_choice choice)
{
	struct output *outputs[] = { session->standard, session->errors };

	session->colour = choice;
	for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++)
		outputs[i]->colour =
			choice == COLOUR_ALWAYS ||
			(choice == COLOUR_AUTO && outputs[i]->terminal &&
		         environment_allows_colour());
}

bool session_read_colour(const char *text, enum colour_choice *choice)
{
	static const char *const names[] = {
		[COLOUR_AUTO] = "auto",
		[COLOUR_ALWAYS] = "always",
		[COLOUR_NEVER] = "never",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(text, names[i]) == 0) {
			*choice = (enum colour_choice)i;
			return true;
		}
	return false;
}

void session_choose(struct session *session, int id, key_t key, size_t size)
{
	session->current = (struct current_segment){
		.chosen = true,
		.id = id,
		.key = key,
		.size = size,
	};
}

void session_removed(struct session *session, int id, bool gone)
{
	if (gone)
		made_forget(&session->made, id);
	attachments_mark_removed(&session->attachments, id);
	if (!session->current.chosen || session->current.id != id)
		return;
	session->current.key = 0;
	session->current.chosen = !gone;
}

static void print_id(struct session *session)
{
	if (session->current.chosen)
		snprintf(session->number, sizeof(session->number), "%d",
		         session->current.id);
}

static void print_key(struct session *session)
{
	if (session->current.chosen)
		snprintf(session->number, sizeof(session->number), "0x%08x",
		         (unsigned)session->current.key);
}

static void print_size(struct session *session)
{
	if (session->current.chosen)
		snprintf(session->number, sizeof(session->number), "%zu",
		         session->current.size);
}

static void print_address(struct session *session)
{
	const struct attachment *attachment =
		session->current.chosen
			? attachments_find_id(&session->attachments,
	                                      session->current.id)
			: NULL;

	if (attachment && attachment->held)
		snprintf(session->number, sizeof(session->number),
		         "0x%" PRIxPTR, (uintptr_t)attachment->memory);
}

static void print_status(struct session *session)
{
	snprintf(session->number, sizeof(session->number), "%d",
	         session->status);
}

static void print_match(struct session *session)
{
	if (session->matched)
		snprintf(session->number, sizeof(session->number), "%" PRIu64,
		         session->match);
}

/* Each prints into session->number, or leaves it empty when unset. */
static const struct {
	const char *name;
	void (*print)(struct session *session);
} own_variables[] = {
	{ "id", print_id },         { "key", print_key },
	{ "size", print_size },     { "address", print_address },
	{ "status", print_status }, { "match", print_match },
};

enum {
	OWN_VARIABLES = sizeof(own_variables) / sizeof(own_variables[0])
};

static size_t own_variable_find(const char *name, size_t length)
{
	size_t i = 0;

	while (i < OWN_VARIABLES &&
	       (strlen(own_variables[i].name) != length ||
	        memcmp(own_variables[i].name, name, length) != 0))
		i++;
	return i;
}

bool session_owns_variable(const char *name, size_t length)
{
	return own_variable_find(name, length) < OWN_VARIABLES;
}

bool session_may_set(const char *name, size_t length,
                     struct complaint *complaint)
{
	return !session_owns_variable(name, length) ||
	       complain(complaint, "$%.*s is set by shmsh alone",
	                complaint_width(length), name);
}

const char *session_own_variable(size_t index)
{
	return index < OWN_VARIABLES ? own_variables[index].name : NULL;
}

bool session_lookup(void *context, const char *name, size_t length,
                    const char **value, size_t *value_length)
{
	struct session *session = context;
	const struct variable *variable;
	const struct setting *setting;
	size_t own = own_variable_find(name, length);

	if (own < OWN_VARIABLES) {
		session->number[0] = '\0';
		own_variables[own].print(session);
		*value = session->number;
		*value_length = strlen(session->number);
		return *value_length > 0;
	}
	if (name[0] >= '0' && name[0] <= '9') {
		*value = variables_argument(&session->variables, name, length);
		*value_length = *value ? strlen(*value) : 0;
		return *value;
	}
	variable = variables_find(&session->variables, name, length);
	if (variable) {
		*value = variable->value;
		*value_length = variable->length;
		return true;
	}
	setting = settings_find(name, length);
	if (!setting)
		return false;
	*value = settings_value(setting, session);
	*value_length = strlen(*value);
	return true;
}
