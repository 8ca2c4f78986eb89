/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/session.h"
#include "session/survey.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/table.h"

#include <stdio.h>

static const struct parameter parameters[] = {
	END_OF_PARAMETERS,
};

static const struct table_column columns[] = {
	{ "KEY", false },     { "ID", true },     { "OWNER", false },
	{ "MODE", false },    { "SIZE", true },   { "NATTCH", true },
	{ "CHANGED", false }, { "FLAGS", false },
};

enum {
	COLUMN_KEY,
	COLUMN_ID,
	COLUMN_OWNER,
	COLUMN_MODE,
	COLUMN_SIZE,
	COLUMN_NATTCH,
	COLUMN_CHANGED,
	COLUMN_FLAGS,
};

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct segment *segment = (const struct segment *)context + row;
	char flags[DESCRIPTION_ROOM];

	switch (column) {
	case COLUMN_KEY:
		describe_key(segment->key, segment->removed, text);
		break;
	case COLUMN_ID:
		snprintf(text, TABLE_CELL, "%d", segment->id);
		break;
	case COLUMN_OWNER:
		name_user(segment->uid, text);
		break;
	case COLUMN_MODE:
		mode_print(segment->mode, text);
		break;
	case COLUMN_SIZE:
		snprintf(text, TABLE_CELL, "%zu", segment->size);
		break;
	case COLUMN_NATTCH:
		snprintf(text, TABLE_CELL, "%lu", segment->nattch);
		break;
	case COLUMN_CHANGED:
		describe_age(segment->change_time, text);
		break;
	case COLUMN_FLAGS:
		describe_flags(segment, ",", flags);
		snprintf(text, TABLE_CELL, "%s", flags);
		break;
	}
}

static enum style style(const void *context, size_t row, size_t column)
{
	const struct segment *segment = (const struct segment *)context + row;

	if (segment->removed)
		return STYLE_DIM;
	if (column == COLUMN_KEY)
		return STYLE_KEY;
	if (column == COLUMN_NATTCH && segment->nattch > 0)
		return STYLE_ADDED;
	return STYLE_PLAIN;
}

static void show_json(struct session *session, const struct survey *survey)
{
	for (size_t i = 0; i < survey->count; i++) {
		struct json json = json_begin(session->output);

		json_string(&json, "command", "ls");
		json_status(&json, &survey->segments[i]);
		json_end(&json);
	}
}

static bool ls(struct session *session, const void *parsed)
{
	struct survey survey;
	struct table table = {
		.columns = columns,
		.column_count = sizeof(columns) / sizeof(columns[0]),
		.cell = cell,
		.style = style,
	};

	(void)parsed;
	if (!survey_take(session, false, &survey))
		return false;
	table.context = survey.segments;
	table.row_count = survey.count;
	if (session->json)
		show_json(session, &survey);
	else
		table_show(&table, session->output);
	survey_finish(&survey);
	return true;
}

const struct command ls_command = {
	.name = "ls",
	.aliases = { "ipcs" },
	.summary = "list the segments of this IPC namespace",
	.details = "Nothing is attached and no permission is needed. CHANGED "
		   "is when a segment was\nmade or its owner or mode changed; "
		   "FLAGS may say removed and locked.",
	.examples = {
		{ "A segment that was made, and is attached by nobody:",
		  "> create 1234 4096 0644\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
		  "> ls\n"
		  "KEY         ID  OWNER  MODE       SIZE  NATTCH  CHANGED  FLAGS\n"
		  "0x000004d2   0  root   rw-r--r--  4096       0  0 s ago\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "For other programs, in a pipe and as JSON:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> create 5678 200\n"
		  "created 0x0000162e  id 1  200 bytes  rw-------\n"
		  "> ls | grep -c root\n"
		  "2\n"
		  "> !shmsh -j -c ls | grep -o '\"size\":[0-9]*'\n"
		  "\"size\":100\n"
		  "\"size\":200\n"
		  "> rm 1234 5678\n"
		  "to remove: 0x000004d2  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x0000162e  id 1 (200 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x000004d2  id 0\n"
		  "removed 0x0000162e  id 1\n" },
	},
	.parameters = parameters,
	.pages = true,
	.run = ls,
};
