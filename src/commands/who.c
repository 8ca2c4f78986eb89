/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/describe.h"
#include "session/holders.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "session/survey.h"
#include "shm/process_maps.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/line.h"
#include "text/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
	struct repeated_segments segments;
};

static const struct parameter parameters[] = {
	OPERAND(ANY, "SEGMENT", KIND_SEGMENT, segments,
	        "what to look at; every segment"),
	END_OF_PARAMETERS,
};

static const struct table_column columns[] = {
	{ "KEY", false },    { "ID", true },       { "PID", true },
	{ "USER", false },   { "COMMAND", false }, { "ADDRESS", false },
	{ "ACCESS", false }, { "MAPPINGS", true },
};

enum {
	COLUMN_KEY,
	COLUMN_ID,
	COLUMN_PID,
	COLUMN_USER,
	COLUMN_COMMAND,
	COLUMN_ADDRESS,
	COLUMN_ACCESS,
	COLUMN_MAPPINGS,
};

enum {
	RIGHTS_COMBINED = 8,
	ACCESS_ROOM = 32
};

/* "rw"; of parts that differ, each once: "rw,r". "-" is none at all. */
static void describe_rights(unsigned rights, char text[static ACCESS_ROOM])
{
	snprintf(text, ACCESS_ROOM, "%s%s%s%s", rights & RIGHTS_READ ? "r" : "",
	         rights & RIGHTS_WRITE ? "w" : "",
	         rights & RIGHTS_EXECUTE ? "x" : "", rights ? "" : "-");
}

static void describe_access(unsigned access, char text[static ACCESS_ROOM])
{
	struct line line = line_on(text, ACCESS_ROOM);

	for (unsigned rights = RIGHTS_COMBINED; rights-- > 0;) {
		char one[ACCESS_ROOM];

		if (!(access & 1u << rights))
			continue;
		describe_rights(rights, one);
		line_add(&line, "%s%s", line.length ? "," : "", one);
	}
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct holder *holder = (const struct holder *)context + row;
	const struct segment *segment = &holder->held->segment;

	switch (column) {
	case COLUMN_KEY:
		describe_key(segment->key, segment->removed, text);
		break;
	case COLUMN_ID:
		snprintf(text, TABLE_CELL, "%d", segment->id);
		break;
	case COLUMN_PID:
		snprintf(text, TABLE_CELL, "%d", (int)holder->process->pid);
		break;
	case COLUMN_USER:
		name_user(holder->process->uid, text);
		break;
	case COLUMN_COMMAND:
		snprintf(text, TABLE_CELL, "%s", holder->process->command);
		break;
	case COLUMN_ADDRESS:
		snprintf(text, TABLE_CELL, "0x%" PRIxPTR,
		         holder->attachment->from);
		break;
	case COLUMN_ACCESS:
		describe_access(holder->attachment->access, text);
		break;
	case COLUMN_MAPPINGS:
		snprintf(text, TABLE_CELL, "%lu", holder->attachment->mappings);
		break;
	}
}

static enum style style(const void *context, size_t row, size_t column)
{
	const struct holder *holder = (const struct holder *)context + row;

	if (holder->held->segment.removed)
		return STYLE_DIM;
	return column == COLUMN_KEY ? STYLE_KEY : STYLE_PLAIN;
}

/* What the table can not tell. */
static void show_rest(struct output *output, const struct held_segment *held,
                      bool named)
{
	const struct segment *segment = &held->segment;
	const char *plural = held->hidden == 1 ? "" : "s";
	char key[KEY_ROOM];

	if (held->hidden == 0 && (held->holder_count > 0 || !named))
		return;
	describe_key(segment->key, segment->removed, key);
	output_print(output, "%s  id %d: ", key, segment->id);
	if (held->hidden == 0)
		output_text(output, "nobody has it attached\n");
	else if (held->holder_count == 0)
		output_print(output,
		             "%lu mapping%s, of processes that may not be "
		             "seen\n",
		             held->hidden, plural);
	else
		output_print(output,
		             "and %lu mapping%s of processes that may not be "
		             "seen\n",
		             held->hidden, plural);
}

static void show_text(struct output *output, const struct holders *holders,
                      bool named)
{
	struct table table = {
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.row_count = holders->item_count,
		.cell = cell,
		.context = holders->items,
		.style = style,
	};
	unsigned long mappings = 0;

	if (holders->item_count > 0)
		table_show(&table, output);
	for (size_t i = 0; i < holders->count; i++) {
		const struct held_segment *held = &holders->segments[i];

		mappings += held->seen + held->hidden;
		show_rest(output, held, named);
	}
	if (!named && mappings == 0)
		output_text(output, "nobody has any segment attached\n");
}

static void json_access(struct json *json, unsigned access)
{
	json_array(json, "access");
	for (unsigned rights = RIGHTS_COMBINED; rights-- > 0;) {
		char text[ACCESS_ROOM];

		if (!(access & 1u << rights))
			continue;
		describe_rights(rights, text);
		json_string(json, NULL, text);
	}
	json_array_end(json);
}

static void json_attachment(struct json *json,
                            const struct process_attachment *attachment)
{
	char address[32];

	snprintf(address, sizeof(address), "0x%" PRIxPTR, attachment->from);
	json_object(json);
	json_string(json, "address", address);
	json_unsigned(json, "size", attachment->to - attachment->from);
	json_unsigned(json, "offset", attachment->offset);
	json_access(json, attachment->access);
	json_unsigned(json, "mappings", attachment->mappings);
	json_object_end(json);
}

/* COUNT attachments of one process. */
static void json_process(struct output *output, const struct holder *holders,
                         size_t count)
{
	const struct process *process = holders->process;
	const struct segment *segment = &holders->held->segment;
	struct json json = json_begin(output);
	unsigned long mappings = 0;
	char user[NAME_ROOM];

	name_user(process->uid, user);
	json_string(&json, "command", "who");
	json_segment(&json, segment->key, segment->id);
	json_signed(&json, "pid", process->pid);
	json_unsigned(&json, "uid", process->uid);
	json_string(&json, "user", user);
	json_bytes(&json, "process", process->command,
	           strlen(process->command));
	json_array(&json, "attachments");
	for (size_t i = 0; i < count; i++) {
		json_attachment(&json, holders[i].attachment);
		mappings += holders[i].attachment->mappings;
	}
	json_array_end(&json);
	json_unsigned(&json, "mappings", mappings);
	json_end(&json);
}

static void show_json(struct output *output, const struct held_segment *held)
{
	const struct segment *segment = &held->segment;
	const struct holder *holders = held->holders;
	struct json json;
	size_t count;

	for (size_t i = 0; i < held->holder_count; i += count) {
		for (count = 1;
		     i + count < held->holder_count &&
		     holders[i + count].process == holders[i].process;
		     count++)
			continue;
		json_process(output, &holders[i], count);
	}
	json = json_begin(output);
	json_string(&json, "command", "who");
	json_segment(&json, segment->key, segment->id);
	json_unsigned(&json, "nattch", segment->nattch);
	json_unsigned(&json, "processes", held->process_count);
	json_unsigned(&json, "seen", held->seen);
	json_unsigned(&json, "hidden", held->hidden);
	json_end(&json);
}

static bool show(struct session *session, const struct segment *segments,
                 size_t count, bool named)
{
	struct holders holders;

	if (!holders_find(session, segments, count, &holders))
		return false;
	if (!session->json)
		show_text(session->output, &holders, named);
	for (size_t i = 0; session->json && i < count; i++)
		show_json(session->output, &holders.segments[i]);
	holders_finish(&holders);
	return true;
}

static bool show_all(struct session *session)
{
	struct survey survey;
	bool good;

	if (!survey_take(session, false, &survey))
		return false;
	good = show(session, survey.segments, survey.count, false);
	survey_finish(&survey);
	return good;
}

static bool who(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct repeated_segments *names = &arguments->segments;
	struct segment *segments;
	bool good = true;

	if (names->count == 0)
		return show_all(session);
	segments = calloc(names->count, sizeof(*segments));
	if (!segments)
		return fail(session, "out of memory");
	for (size_t i = 0; good && i < names->count; i++)
		good = segment_look(session, &names->items[i], &segments[i]);
	good = good && show(session, segments, names->count, true);
	free(segments);
	return good;
}

static const struct trouble troubles[] = {
	{ "... mappings of processes that may not be seen",
	  "Not a failure: they are another user's, or of a pid namespace that /proc\n"
	  "does not show. Root sees the processes of every user." },
	{ "no segment has this key (ENOENT)",
	  "Nobody made it, or it was removed: who is still attached to a removed one\n"
	  "shows by its id." },
	{ NULL, NULL },
};

const struct command who_command = {
	.name = "who",
	.summary = "show which processes have segments attached",
	.details = "A row for each attachment. MAPPINGS is what NATTCH of ls "
		   "counts: an attachment\nis more than one where its process "
		   "changed the access to a part of it.",
	.wrong = troubles,
	.examples = {
		{ "One's own attachment counts, too:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> who 1234\n"
		  "0x000004d2  id 0: nobody has it attached\n"
		  "> attach 1234\n"
		  "attached 0x000004d2  id 0  at 0x7f81c3a5e000  4096 bytes  rw\n"
		  "> who 1234 | grep -o shmsh\n"
		  "shmsh\n"
		  "> detach 1234\n"
		  "detached 0x000004d2  id 0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "How many mappings there are, and how many may not be seen:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> !shmsh -j -c 'who 1234' | grep -o '\"nattch.*[0-9]'\n"
		  "\"nattch\":0,\"processes\":0,\"seen\":0,\"hidden\":0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = who,
};
