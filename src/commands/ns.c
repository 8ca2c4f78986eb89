/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/enter.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/namespace.h"
#include "shm/namespaces.h"
#include "shm/process.h"
#include "text/json.h"
#include "text/table.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct arguments {
	pid_t pid; /* 0: back to where shmsh was started */
	bool going;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "PID|-", KIND_NAMESPACE, pid,
	        "a process in the one to enter; - goes back; none lists all",
	        GIVEN(going)),
	END_OF_PARAMETERS,
};

static const struct table_column columns[] = {
	{ "NAMESPACE", true }, { "PROCESSES", true }, { "PID", true },
	{ "COMMAND", false },  { "SEGMENTS", true },  { "SIZE", true },
	{ "SHMSH", false },
};

enum {
	COLUMN_NAMESPACE,
	COLUMN_PROCESSES,
	COLUMN_PID,
	COLUMN_COMMAND,
	COLUMN_SEGMENTS,
	COLUMN_SIZE,
	COLUMN_SHMSH,
};

struct listing {
	struct ipc_namespaces namespaces;
	uint64_t own;
	uint64_t home;
};

static const char *place_of(const struct listing *listing, uint64_t number)
{
	if (number == 0)
		return "";
	if (number == listing->own)
		return "here";
	return number == listing->home ? "began" : "";
}

static void print_number(bool known, uint64_t number,
                         char text[static TABLE_CELL])
{
	if (known)
		snprintf(text, TABLE_CELL, "%" PRIu64, number);
	else
		snprintf(text, TABLE_CELL, "?");
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct listing *listing = context;
	const struct ipc_namespace *namespace = &listing->namespaces.items[row];

	switch (column) {
	case COLUMN_NAMESPACE:
		print_number(namespace->number != 0, namespace->number, text);
		break;
	case COLUMN_PROCESSES:
		print_number(true, namespace->processes, text);
		break;
	case COLUMN_PID:
		print_number(namespace->pid != 0, (uint64_t) namespace->pid,
		             text);
		break;
	case COLUMN_COMMAND:
		if (namespace->pid == 0)
			snprintf(text, TABLE_CELL, "?");
		else if (process_command_listed(namespace->pid, text,
		                                TABLE_CELL) != 0)
			snprintf(text, TABLE_CELL, "(gone)");
		break;
	case COLUMN_SEGMENTS:
		print_number(namespace->counted, namespace->segments, text);
		break;
	case COLUMN_SIZE:
		print_number(namespace->counted, namespace->bytes, text);
		break;
	case COLUMN_SHMSH:
		snprintf(text, TABLE_CELL, "%s",
		         place_of(listing, namespace->number));
		break;
	}
}

static enum style style(const void *context, size_t row, size_t column)
{
	const struct listing *listing = context;

	if (column == COLUMN_PID)
		return STYLE_KEY;
	if (listing->namespaces.items[row].number == listing->own)
		return STYLE_ADDED;
	return STYLE_PLAIN;
}

static void show_table(struct session *session, const struct listing *listing)
{
	struct table table = {
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.row_count = listing->namespaces.count,
		.cell = cell,
		.style = style,
		.context = listing,
	};

	table_show(&table, session->output);
}

static void json_count(struct json *json, const char *name, bool known,
                       uint64_t count)
{
	if (known)
		json_unsigned(json, name, count);
	else
		json_null(json, name);
}

static void show_json(struct session *session, const struct listing *listing,
                      const struct ipc_namespace *namespace)
{
	bool seen = namespace->number != 0;
	char command[TABLE_CELL];
	struct json json = json_begin(session->output);

	json_string(&json, "command", "ns");
	json_count(&json, "namespace", seen, namespace->number);
	json_bool(&json, "here", seen && namespace->number == listing->own);
	json_bool(&json, "began", seen && namespace->number == listing->home);
	json_unsigned(&json, "processes", namespace->processes);
	json_count(&json, "pid", seen, (uint64_t) namespace->pid);
	if (seen && process_command_listed(namespace->pid, command,
	                                   sizeof(command)) == 0)
		json_bytes(&json, "process", command, strlen(command));
	else
		json_null(&json, "process");
	json_count(&json, "segments", namespace->counted, namespace->segments);
	json_count(&json, "size", namespace->counted, namespace->bytes);
	json_end(&json);
}

static bool list(struct session *session)
{
	const struct whereabouts *whereabouts = &session->whereabouts;
	struct listing listing = { .own = namespace_own() };
	struct ipc_namespaces *found = &listing.namespaces;

	listing.home = whereabouts->away
	                       ? namespace_of_descriptor(whereabouts->home)
	                       : listing.own;
	if (namespaces_find(found) != 0)
		return fail(session, "/proc can not be read: %s (%s)",
		            strerror(errno), strerrorname_np(errno));
	for (size_t i = 0; i < found->count && !session_interrupted; i++)
		namespace_count(&found->items[i]);
	if (!session->json)
		show_table(session, &listing);
	for (size_t i = 0; session->json && i < found->count; i++)
		show_json(session, &listing, &found->items[i]);
	namespaces_finish(found);
	return true;
}

static void tell_arrival(struct session *session)
{
	const struct whereabouts *whereabouts = &session->whereabouts;
	struct json json;

	confirm(session, "in IPC namespace %" PRIu64 "%s%s", namespace_own(),
	        whereabouts->away ? ", " : "",
	        whereabouts->away ? whereabouts->name
	                          : ", where shmsh was started");
	if (!session->json)
		return;
	json = json_begin(session->output);
	json_string(&json, "command", "ns");
	json_unsigned(&json, "namespace", namespace_own());
	json_bool(&json, "began", !whereabouts->away);
	json_end(&json);
}

static bool ns(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	if (!arguments->going)
		return list(session);
	if (!(arguments->pid ? enter_process(session, arguments->pid)
	                     : enter_home(session)))
		return false;
	tell_arrival(session);
	return true;
}

static const struct trouble troubles[] = {
	{ "its IPC namespace can not be entered (EPERM)",
	  "Only root may go to that of a container. What you made yourself, as by\n"
	  "unshare --user --ipc or shmsh --sandbox, is open to you." },
	{ "no process has this pid (ESRCH)",
	  "It has ended, or is of a pid namespace that you do not see. ns lists one\n"
	  "process of each IPC namespace." },
	{ "... held here",
	  "A segment is attached: detach it, and attach it again when you are back." },
	{ "there is no way back (EPERM)",
	  "shmsh went to another user namespace, as --sandbox does without root.\n"
	  "Quit, and start another one." },
	{ NULL, NULL },
};

const struct command ns_command = {
	.name = "ns",
	.summary = "list IPC namespaces, enter one, go back",
	.details = "Each IPC namespace has segments of its own: help "
		   "namespaces. In SHMSH, here is\nthe one that commands work "
		   "in, began that of the start when it is another. A\n? "
		   "stands for what you may not see. Only the IPC namespace is "
		   "entered: files,\nprocesses and users stay those that you "
		   "see now.",
	.wrong = troubles,
	.examples = {
		{ "How many segments are here, by the one row that says so:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> ns | awk '$NF == \"here\" { print $(NF - 2), \"segment\" }'\n"
		  "1 segment\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "A sandbox to try things in; what is made there goes with it:",
		  "> !shmsh --sandbox -c 'create 1234 100; ls | wc -l'\n"
		  "2\n"
		  "> ls | wc -l\n"
		  "1\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = ns,
};
