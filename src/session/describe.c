/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/describe.h"

#include "session/names.h"
#include "shm/segment.h"
#include "text/json.h"
#include "text/line.h"

#include <inttypes.h>
#include <stdio.h>
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
		snprintf(text, KEY_ROOM, removed ? "removed" : "private");
	else
		snprintf(text, KEY_ROOM, "0x%08x", (unsigned)key);
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

void describe_age(int64_t time_then, char text[static TIME_ROOM])
{
	static const struct {
		int64_t seconds;
		const char *name;
	} units[] = {
		{ 86400, "d" },
		{ 3600, "h" },
		{ 60, "min" },
		{ 1, "s" },
	};
	int64_t age = (int64_t)time(NULL) - time_then;
	size_t i = 0;

	if (age < 0) {
		snprintf(text, TIME_ROOM, "in the future");
		return;
	}
	/* two of a unit before it is used: 90 min rather than 1 h */
	while (i < 3 && age < 2 * units[i].seconds)
		i++;
	snprintf(text, TIME_ROOM, "%" PRId64 " %s ago", age / units[i].seconds,
	         units[i].name);
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

static const struct {
	const char *name;
	size_t offset;
} flags[] = {
	{ "removed", offsetof(struct segment, removed) },
	{ "locked", offsetof(struct segment, locked) },
};

static int flag_is_set(const struct segment *segment, size_t flag)
{
	return *(const bool *)((const char *)segment + flags[flag].offset);
}

enum {
	FLAGS = sizeof(flags) / sizeof(flags[0])
};

void describe_flags(const struct segment *segment, const char *separator,
                    char text[static DESCRIPTION_ROOM])
{
	struct line line = line_on(text, DESCRIPTION_ROOM);

	for (size_t i = 0; i < FLAGS; i++)
		if (flag_is_set(segment, i))
			line_add(&line, "%s%s", line.length ? separator : "",
			         flags[i].name);
}

void json_segment(struct json *json, key_t key, int id)
{
	char hex[KEY_ROOM];

	snprintf(hex, sizeof(hex), "0x%08x", (unsigned)key);
	json_signed(json, "key", key);
	json_string(json, "key_hex", hex);
	json_signed(json, "id", id);
}

/* NAME as seconds since the epoch and NAME_iso as ISO 8601; null for never. */
static void json_time(struct json *json, const char *name, const char *iso_name,
                      int64_t time_then)
{
	time_t then = (time_t)time_then;
	char text[TIME_ROOM];
	struct tm utc;

	if (time_then == 0 || !gmtime_r(&then, &utc)) {
		json_null(json, name);
		json_null(json, iso_name);
		return;
	}
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
	json_signed(json, name, time_then);
	json_string(json, iso_name, text);
}

static void json_owner(struct json *json, const struct segment *segment)
{
	char name[NAME_ROOM];

	name_user(segment->uid, name);
	json_unsigned(json, "uid", segment->uid);
	json_string(json, "owner", name);
	name_group(segment->gid, name);
	json_unsigned(json, "gid", segment->gid);
	json_string(json, "group", name);
	name_user(segment->creator_uid, name);
	json_unsigned(json, "creator_uid", segment->creator_uid);
	json_string(json, "creator", name);
	name_group(segment->creator_gid, name);
	json_unsigned(json, "creator_gid", segment->creator_gid);
	json_string(json, "creator_group", name);
}

void json_status(struct json *json, const struct segment *segment)
{
	char mode[8];

	snprintf(mode, sizeof(mode), "%04o", segment->mode);
	json_segment(json, segment->key, segment->id);
	json_unsigned(json, "size", segment->size);
	json_string(json, "mode", mode);
	json_owner(json, segment);
	json_unsigned(json, "nattch", segment->nattch);
	json_array(json, "flags");
	for (size_t i = 0; i < FLAGS; i++)
		if (flag_is_set(segment, i))
			json_string(json, NULL, flags[i].name);
	json_array_end(json);
	json_time(json, "attach_time", "attach_time_iso", segment->attach_time);
	json_time(json, "detach_time", "detach_time_iso", segment->detach_time);
	json_time(json, "change_time", "change_time_iso", segment->change_time);
	json_signed(json, "creator_pid", segment->creator_pid);
	json_signed(json, "last_pid", segment->last_pid);
}
