/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/who_access.h"
#include "session/describe.h"
#include "session/holders.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "session/survey.h"
#include "shm/segment.h"
#include "text/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

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
		who_access_describe(holder->attachment->access, text);
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

static bool show(struct session *session, const struct segment *segments,
                 size_t count, bool named)
{
	struct holders holders;

	if (!holders_find(session, segments, count, &holders))
		return false;
	if (!session->json)
		show_text(session->output, &holders, named);
	for (size_t i = 0; session->json && i < count; i++)
		who_access_json(session->output, &holders.segments[i]);
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
	  "Nobody made it, or it was removed: a removed one that is still attached\n"
	  "is named by its id, which ls shows." },
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
		  "\"nattch\":0,\"processes\":0,\"seen\":0,\"unseen\":0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = who,
};
