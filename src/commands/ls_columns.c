/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/ls_columns.h"

#include "commands/ls_cells.h"
#include "language/near.h"
#include "text/line.h"

#include <string.h>

#define SHOWN(of)   .show = cell_##of
/* Sorted by what tells the cells apart, too; or not so. */
#define SORTED(of)  .value = value_##of, .identity = value_##of
#define ORDERED(of) .value = value_##of
#define SIZED(of)   .width = width_##of
#define SAME(of)    .identity = identity_##of

const struct column ls_columns[] = {
	{ "key", "KEY", "its key, or private or removed", "key", SHOWN(key),
	  SIZED(key), ORDERED(key), SAME(key) },
	{ "id", "ID", "its id", "id", .numeric = true, SHOWN(id), SIZED(id),
	  SORTED(id) },
	{ "owner", "OWNER", "the user who owns it", "owner", SHOWN(owner),
	  SAME(owner) },
	{ "group", "GROUP", "the group that owns it", "group", SHOWN(group),
	  SAME(group) },
	{ "creator", "CREATOR", "the user who made it", "creator",
	  SHOWN(creator), SAME(creator) },
	{ "mode", "MODE", "who may read and write", "mode", SHOWN(mode),
	  SORTED(mode) },
	{ "size", "SIZE", "bytes", "size", .numeric = true, SHOWN(size),
	  SORTED(size) },
	{ "rss", "RSS", "bytes of it in memory", "resident", .numeric = true,
	  .needs_shares = true, SHOWN(rss), SORTED(rss) },
	{ "swap", "SWAP", "bytes of it in swap", "swapped", .numeric = true,
	  .needs_shares = true, SHOWN(swap), SORTED(swap) },
	{ "nattch", "NATTCH", "how often it is attached", "nattch",
	  .numeric = true, SHOWN(nattch), SORTED(nattch) },
	{ "cpid", "CPID", "the process that made it", "creator_pid",
	  .numeric = true, SHOWN(cpid), SORTED(cpid) },
	{ "cmd", "CMD", "that process's command, or gone", "creator_command",
	  SHOWN(cmd) },
	{ "lpid", "LPID", "the last one to attach or detach it", "last_pid",
	  .numeric = true, SHOWN(lpid), ORDERED(lpid), SAME(lpid) },
	{ "pids", "PIDS", "the processes that have it attached", "pids",
	  .needs_processes = true, SHOWN(pids), ORDERED(pids) },
	{ "orphan", "ORPHAN", "not attached, and its maker is gone", "orphan",
	  SHOWN(orphan), SORTED(orphan) },
	{ "attached", "ATTACHED", "when it was attached last", "attach_time",
	  SHOWN(attached), SORTED(attached) },
	{ "detached", "DETACHED", "when it was detached last", "detach_time",
	  SHOWN(detached), SORTED(detached) },
	{ "changed", "CHANGED", "when it was made, or owner or mode changed",
	  "change_time", SHOWN(changed), SORTED(changed) },
	{ "age", "AGE", "for how long it has been so", NULL, SHOWN(age),
	  SORTED(age) },
	{ "atime", "ATIME", "attached, as date and time", "attach_time_iso",
	  SHOWN(atime), SORTED(attached) },
	{ "dtime", "DTIME", "detached, as date and time", "detach_time_iso",
	  SHOWN(dtime), SORTED(detached) },
	{ "ctime", "CTIME", "changed, as date and time", "change_time_iso",
	  SHOWN(ctime), SORTED(changed) },
	{ "flags", "FLAGS", "removed, locked", "flags", SHOWN(flags),
	  SAME(flags) },
	{ .name = NULL },
};

static const struct column *find(const char *name, size_t length)
{
	for (const struct column *column = ls_columns; column->name; column++)
		if (strlen(column->name) == length &&
		    memcmp(column->name, name, length) == 0)
			return column;
	return NULL;
}

static bool complain_unknown(const char *option, const char *name,
                             size_t length, struct complaint *complaint)
{
	char text[sizeof(complaint->cause)];
	struct line line = line_on(text, sizeof(text));

	complain(complaint, "%s: there is no column '%.*s'", option,
	         complaint_width(length), name);
	for (const struct column *column = ls_columns; column->name; column++)
		if (near_enough(column->name, name, length)) {
			complaint_cause(complaint, "it may be %s",
			                column->name);
			return false;
		}
	for (const struct column *column = ls_columns; column->name; column++)
		line_add(&line, "%s%s", line.length ? ", " : "", column->name);
	complaint_cause(complaint, "there are %s", text);
	return false;
}

static bool add(const char *option, const char *name, size_t length,
                bool descending, struct chosen_columns *chosen,
                struct complaint *complaint)
{
	const struct column *column = find(name, length);

	if (!column)
		return complain_unknown(option, name, length, complaint);
	if (chosen->count == TABLE_COLUMNS)
		return complain(complaint, "%s: more than %d columns", option,
		                TABLE_COLUMNS);
	chosen->descending[chosen->count] = descending;
	chosen->columns[chosen->count++] = column;
	return true;
}

bool columns_read(const char *name, const char *text, size_t length,
                  bool ordered, struct chosen_columns *chosen,
                  struct complaint *complaint)
{
	const char *end = text + length;
	const char *comma;

	chosen->count = 0;
	for (;; text = comma + 1) {
		bool descending = ordered && text < end && *text == '-';

		comma = memchr(text, ',', (size_t)(end - text));
		text += descending;
		if (!add(name, text, (size_t)((comma ? comma : end) - text),
		         descending, chosen, complaint))
			return false;
		if (!comma)
			return true;
	}
}
