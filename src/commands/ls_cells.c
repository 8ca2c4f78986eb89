/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/ls_cells.h"

#include "commands/details.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/selection.h"
#include "text/digits.h"
#include "text/line.h"

#include <stdio.h>
#include <string.h>

static const struct segment *segment_of(const struct listing *listing,
                                        size_t row)
{
	return &listing->survey.segments[row];
}

CELL(key)
{
	const struct segment *segment = segment_of(listing, row);

	describe_key(segment->key, segment->removed, text);
}

WIDTH(key)
{
	return segment_of(listing, row)->key ? strlen("0x00000000") : 0;
}

IDENTITY(key)
{
	const struct segment *segment = segment_of(listing, row);

	/* without a key it is private or removed */
	return segment->key || !segment->removed ? (uint32_t)segment->key
	                                         : UINT64_MAX;
}

VALUE(key)
{
	return (uint32_t)segment_of(listing, row)->key;
}

CELL(id)
{
	digits_unsigned((uint64_t)segment_of(listing, row)->id, text);
}

WIDTH(id)
{
	return digits_count((uint64_t)segment_of(listing, row)->id);
}

VALUE(id)
{
	return (uint64_t)segment_of(listing, row)->id;
}

CELL(owner)
{
	name_user(segment_of(listing, row)->uid, text);
}

IDENTITY(owner)
{
	return segment_of(listing, row)->uid;
}

CELL(group)
{
	name_group(segment_of(listing, row)->gid, text);
}

IDENTITY(group)
{
	return segment_of(listing, row)->gid;
}

CELL(creator)
{
	name_user(segment_of(listing, row)->creator_uid, text);
}

IDENTITY(creator)
{
	return segment_of(listing, row)->creator_uid;
}

CELL(mode)
{
	mode_print(segment_of(listing, row)->mode, text);
}

VALUE(mode)
{
	return segment_of(listing, row)->mode;
}

CELL(size)
{
	digits_unsigned(segment_of(listing, row)->size, text);
}

VALUE(size)
{
	return segment_of(listing, row)->size;
}

/* What /proc does not tell is not 0. */
CELL(rss)
{
	if (listing->survey.shares)
		digits_unsigned(listing->survey.shares[row].resident, text);
	else
		strcpy(text, "?");
}

VALUE(rss)
{
	return listing->survey.shares ? listing->survey.shares[row].resident
	                              : 0;
}

CELL(swap)
{
	if (listing->survey.shares)
		digits_unsigned(listing->survey.shares[row].swapped, text);
	else
		strcpy(text, "?");
}

VALUE(swap)
{
	return listing->survey.shares ? listing->survey.shares[row].swapped : 0;
}

CELL(nattch)
{
	digits_unsigned(segment_of(listing, row)->nattch, text);
}

VALUE(nattch)
{
	return segment_of(listing, row)->nattch;
}

/* Of a process in another pid namespace the kernel tells 0. */
static void show_pid(pid_t pid, char text[static TABLE_CELL])
{
	if (pid > 0)
		digits_unsigned((uint64_t)pid, text);
	else
		strcpy(text, "?");
}

CELL(cpid)
{
	show_pid(segment_of(listing, row)->creator_pid, text);
}

VALUE(cpid)
{
	return (uint64_t)segment_of(listing, row)->creator_pid;
}

CELL(lpid)
{
	const struct segment *segment = segment_of(listing, row);

	if (segment->attach_time || segment->detach_time)
		show_pid(segment->last_pid, text);
	else
		strcpy(text, "none");
}

IDENTITY(lpid)
{
	const struct segment *segment = segment_of(listing, row);

	return segment->attach_time || segment->detach_time
	               ? (uint64_t)segment->last_pid
	               : UINT64_MAX;
}

VALUE(lpid)
{
	return (uint64_t)segment_of(listing, row)->last_pid;
}

CELL(cmd)
{
	const char *command;
	enum creator_state state =
		creator_look(&listing->selection->creators,
	                     segment_of(listing, row), &command);

	if (state == CREATOR_GONE)
		command = "gone";
	else if (!*command)
		command = "?";
	snprintf(text, TABLE_CELL, "%s", command);
}

CELL(flags)
{
	describe_flags(segment_of(listing, row), ",", text);
}

IDENTITY(flags)
{
	const struct segment *segment = segment_of(listing, row);

	return (uint64_t)segment->removed << 1 | segment->locked;
}

VALUE(orphan)
{
	const struct segment *segment = segment_of(listing, row);

	return segment_is_orphan(&listing->selection->creators, segment);
}

CELL(orphan)
{
	strcpy(text, value_orphan(listing, row) ? "orphan" : "");
}

VALUE(pids)
{
	const struct segment *segment = segment_of(listing, row);
	uint64_t count = 0;

	for (size_t i = 0; i < listing->processes.count; i++)
		count += process_mappings(&listing->processes, i, segment) > 0;
	return count;
}

/* "812,813 +1": the last number is of mappings that may not be seen. */
CELL(pids)
{
	const struct segment *segment = segment_of(listing, row);
	struct line line = line_on(text, TABLE_CELL);
	unsigned long seen = 0;

	for (size_t i = 0; segment->nattch && i < listing->processes.count;
	     i++) {
		unsigned long mappings =
			process_mappings(&listing->processes, i, segment);

		seen += mappings;
		if (mappings)
			line_add(&line, "%s%d", line.length ? "," : "",
			         (int)listing->processes.items[i].pid);
	}
	if (seen < segment->nattch)
		line_add(&line, "%s+%lu", line.length ? " " : "",
		         segment->nattch - seen);
}
