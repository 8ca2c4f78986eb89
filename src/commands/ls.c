/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/ls_columns.h"
#include "commands/ls_show.h"
#include "session/report.h"
#include "session/selection.h"
#include "session/session.h"

#include <string.h>

struct arguments {
	bool all;
	struct word columns;
	struct word order;
	struct repeated_words filters;
};

static const struct parameter parameters[] = {
	SWITCH('l', "long", all, "more columns; and in JSON, memory"),
	OPTION('o', "columns", "COLUMNS", KIND_COLUMNS, columns,
	       "these columns, as id,size,cmd", .excludes = 'l'),
	OPTION('s', "sort", "COLUMNS", KIND_COLUMNS, order,
	       "sort by these; -size is from the largest to the least"),
	OPERAND(ANY, "FILTER", KIND_FILTER, filters,
	        "only those for which all hold"),
	END_OF_PARAMETERS,
};

static const char usual[] = "key,id,owner,mode,size,nattch,changed,flags";
static const char many[] = "key,id,owner,group,creator,mode,size,rss,swap,"
			   "nattch,cpid,cmd,lpid,attached,detached,changed,"
			   "flags";

/* The columns to show and those to sort by. */
static bool choose(const struct arguments *arguments,
                   struct chosen_columns *shown, struct chosen_columns *order,
                   struct complaint *complaint)
{
	const char *columns = arguments->columns.text;
	size_t length = arguments->columns.length;

	if (!columns) {
		columns = arguments->all ? many : usual;
		length = strlen(columns);
	}
	order->count = 0;
	return columns_read("-o", columns, length, false, shown, complaint) &&
	       (!arguments->order.text ||
	        columns_read("-s", arguments->order.text,
	                     arguments->order.length, true, order, complaint));
}

static bool check(const void *parsed, struct complaint *complaint)
{
	struct chosen_columns shown;
	struct chosen_columns order;

	return choose(parsed, &shown, &order, complaint);
}

static bool needs(const struct chosen_columns *columns, bool processes)
{
	for (size_t i = 0; i < columns->count; i++)
		if (processes ? columns->columns[i]->needs_processes
		              : columns->columns[i]->needs_shares)
			return true;
	return false;
}

/* Everything that is to be shown, and no more of it than is needed. */
static bool look(struct session *session, struct listing *listing,
                 const struct chosen_columns *shown,
                 const struct chosen_columns *order)
{
	bool shares = listing->selection->shares || needs(shown, false) ||
	              needs(order, false);

	if (!survey_take(session, shares, &listing->survey))
		return false;
	selection_apply(session, listing->selection, &listing->survey);
	if (needs(shown, true) || needs(order, true))
		listing->processes_seen =
			processes_scan(&listing->processes, NULL) == 0;
	return true;
}

static bool ls(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct selection selection;
	struct listing listing = { .selection = &selection };
	struct chosen_columns shown;
	struct chosen_columns order;
	struct complaint complaint;
	bool good;

	if (!choose(arguments, &shown, &order, &complaint))
		return fail_with(session, &complaint);
	good = selection_make(session, arguments->filters.items,
	                      arguments->filters.count, &selection) &&
	       look(session, &listing, &shown, &order) &&
	       ls_show(session, &listing, &shown, &order);
	processes_finish(&listing.processes);
	survey_finish(&listing.survey);
	selection_finish(&selection);
	return good;
}

static const struct trouble troubles[] = {
	{ "'...' is no filter",
	  "Segments are not named here: stat 1234 shows one. The answer says what\n"
	  "may stand there; a filter has no blanks: size>=1M." },
	{ "there is no user '...'",
	  "owner and creator want a user that exists, or its number." },
	{ "there is no column '...'",
	  "The answer lists them. Several are separated by commas, without blanks." },
	{ NULL, NULL },
};

const struct command ls_command = {
	.name = "ls",
	.aliases = { "ipcs" },
	.summary = "list the segments of this IPC namespace",
	.details =
		"Nothing is attached and no permission is needed. CHANGED is when a segment was\n"
		"made or its owner or mode changed; FLAGS may say removed and locked.\n"
		"\n"
		"A FILTER is one word: key= id= owner= group= creator= mode= size= rss= swap=\n"
		"nattch= cpid= lpid= cmd= age=, with != for =, and for numbers < <= > >= too;\n"
		"or locked, removed, orphan, unreadable, with ! in front for all others. A size\n"
		"may end in K, M, G; an age ends in s, m, h, d or w. An orphan is attached by\n"
		"nobody, and the process that made it is gone.\n"
		"\n"
		"Columns: key id owner group creator mode size rss swap nattch cpid cmd lpid\n"
		"pids orphan attached detached changed age atime dtime ctime flags.",
	.wrong = troubles,
	.examples = {
		{ "A segment that was made, and is attached by nobody:",
		  "> create 1234 4096 0644\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
		  "> ls\n"
		  "KEY         ID  OWNER  MODE       SIZE  NATTCH  CHANGED  FLAGS\n"
		  "0x000004d2   0  root   rw-r--r--  4096       0  0 s ago\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "The largest first, some columns, and only some segments:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> create 5678 1M\n"
		  "created 0x0000162e  id 1  1048576 bytes  rw-------\n"
		  "> ls -o key,size,cmd -s -size\n"
		  "KEY            SIZE  CMD\n"
		  "0x0000162e  1048576  shmsh\n"
		  "0x000004d2      100  shmsh\n"
		  "> ls -o key,rss size>=1K nattch=0\n"
		  "KEY         RSS\n"
		  "0x0000162e    0\n"
		  "> rm 1234 5678\n"
		  "to remove: 0x000004d2  id 0 (100 bytes, root, 0600, 0 mappings)\n"
		  "to remove: 0x0000162e  id 1 (1048576 bytes, root, 0600, 0 mappings)\n"
		  "removed 0x000004d2  id 0\n"
		  "removed 0x0000162e  id 1\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.check = check,
	.pages = true,
	.run = ls,
};
