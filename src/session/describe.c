/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/describe.h"

#include "session/names.h"
#include "shm/segment.h"
#include "text/digits.h"
#include "text/line.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

void describe_segment(const struct segment *segment,
                      char text[static DESCRIPTION_ROOM])
{
	char owner[NAME_ROOM];

	name_user(segment->uid, owner);
	snprintf(text, DESCRIPTION_ROOM,
	         "id %d (%zu byte%s, %s, %04o, %lu mapping%s)", segment->id,
	         segment->size, segment->size == 1 ? "" : "s", owner,
	         segment->mode, segment->nattch,
	         segment->nattch == 1 ? "" : "s");
}

void describe_key(key_t key, bool removed, char text[static KEY_ROOM])
{
	if (key == 0)
		strcpy(text, removed ? "removed" : "private");
	else
		digits_key((uint32_t)key, text);
}

void describe_choice(key_t key, int id, char text[static KEY_ROOM])
{
	if (key == 0)
		snprintf(text, KEY_ROOM, "id:%d", id);
	else if (key > 0 && key < 1000000)
		snprintf(text, KEY_ROOM, "%d", key);
	else
		snprintf(text, KEY_ROOM, "0x%x", (unsigned)key);
}

void describe_size(uint64_t bytes, char text[static KEY_ROOM])
{
	static const char units[] = "KMGTPE";
	double value = (double)bytes;
	int unit = -1;

	text[0] = '\0';
	/* 1023.95 would be shown as 1024.0 */
	while (value >= 1023.95 && unit < 5) {
		value /= 1024;
		unit++;
	}
	if (unit >= 0)
		snprintf(text, KEY_ROOM, "%.1f %ciB", value, units[unit]);
}

void describe_span(int64_t seconds, char text[static TIME_ROOM])
{
	static const struct {
		int64_t seconds;
		const char *name;
	} units[] = {
		{ 86400, " d" },
		{ 3600, " h" },
		{ 60, " min" },
		{ 1, " s" },
	};
	size_t i = 0;

	/* two of a unit before it is used: 90 min rather than 1 h */
	while (i < 3 && seconds < 2 * units[i].seconds)
		i++;
	strcpy(text + digits_signed(seconds / units[i].seconds, text),
	       units[i].name);
}

void describe_age_at(int64_t now, int64_t then, char text[static TIME_ROOM])
{
	if (now < then) {
		strcpy(text, "in the future");
		return;
	}
	describe_span(now - then, text);
	strcat(text, " ago");
}

void describe_age(int64_t then, char text[static TIME_ROOM])
{
	describe_age_at(time(NULL), then, text);
}

void describe_time(int64_t time_then, char text[static TIME_ROOM])
{
	char age[TIME_ROOM];
	time_t then = (time_t)time_then;
	struct tm local;
	size_t length = 0;

	if (time_then == 0) {
		snprintf(text, TIME_ROOM, "never");
		return;
	}
	if (localtime_r(&then, &local))
		length = strftime(text, TIME_ROOM, "%Y-%m-%d %H:%M:%S", &local);
	describe_age(time_then, age);
	snprintf(text + length, TIME_ROOM - length, ", %s", age);
}

const char *describe_flag(const struct segment *segment, unsigned *position)
{
	const struct {
		const char *name;
		bool set;
	} flags[] = {
		{ "removed", segment->removed },
		{ "locked", segment->locked },
	};

	while (*position < sizeof(flags) / sizeof(flags[0]))
		if (flags[(*position)++].set)
			return flags[*position - 1].name;
	return NULL;
}

void describe_flags(const struct segment *segment, const char *separator,
                    char text[static DESCRIPTION_ROOM])
{
	struct line line = line_on(text, DESCRIPTION_ROOM);

	const char *flag;

	for (unsigned i = 0; (flag = describe_flag(segment, &i));)
		line_add(&line, "%s%s", line.length ? separator : "", flag);
}
