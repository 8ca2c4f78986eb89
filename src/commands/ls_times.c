/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/ls_cells.h"
#include "session/describe.h"
#include "session/selection.h"

#include <string.h>
#include <time.h>

static const struct segment *segment_of(const struct listing *listing,
                                        size_t row)
{
	return &listing->survey.segments[row];
}

static void show_age(const struct listing *listing, int64_t then,
                     char text[static TABLE_CELL])
{
	if (then)
		describe_age_at(listing->selection->now, then, text);
	else
		strcpy(text, "never");
}

CELL(attached)
{
	show_age(listing, segment_of(listing, row)->attach_time, text);
}

VALUE(attached)
{
	return (uint64_t)segment_of(listing, row)->attach_time;
}

CELL(detached)
{
	show_age(listing, segment_of(listing, row)->detach_time, text);
}

VALUE(detached)
{
	return (uint64_t)segment_of(listing, row)->detach_time;
}

CELL(changed)
{
	show_age(listing, segment_of(listing, row)->change_time, text);
}

VALUE(changed)
{
	return (uint64_t)segment_of(listing, row)->change_time;
}

VALUE(age)
{
	int64_t age =
		listing->selection->now - segment_of(listing, row)->change_time;

	return age > 0 ? (uint64_t)age : 0;
}

CELL(age)
{
	describe_span((int64_t)value_age(listing, row), text);
}

static void show_time(int64_t then, char text[static TABLE_CELL])
{
	time_t time_then = (time_t)then;
	struct tm local;

	if (then == 0)
		strcpy(text, "never");
	else if (localtime_r(&time_then, &local))
		strftime(text, TABLE_CELL, "%Y-%m-%d %H:%M:%S", &local);
	else
		strcpy(text, "?");
}

CELL(atime)
{
	show_time(segment_of(listing, row)->attach_time, text);
}

CELL(dtime)
{
	show_time(segment_of(listing, row)->detach_time, text);
}

CELL(ctime)
{
	show_time(segment_of(listing, row)->change_time, text);
}
