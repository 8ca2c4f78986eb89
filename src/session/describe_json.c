/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/describe.h"

#include "session/names.h"
#include "shm/segment.h"
#include "text/digits.h"
#include "text/json.h"
#include "text/output.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

void json_key(struct json *json, key_t key)
{
	char hex[KEY_ROOM];

	digits_key((uint32_t)key, hex);
	json_signed(json, "key", key);
	json_string(json, "key_hex", hex);
}

void json_segment(struct json *json, key_t key, int id)
{
	json_key(json, key);
	json_signed(json, "id", id);
}

/* "2026-11-24T22:50:37Z"; a day is made of its seconds only once. */
static bool print_iso(int64_t then, char text[static TIME_ROOM])
{
	static int64_t day = -1;
	static char date[TIME_ROOM];
	static size_t length;
	int64_t second = then % 86400;
	time_t time_then = (time_t)then;
	struct tm utc;

	if (day != then / 86400) {
		if (then < 0 || !gmtime_r(&time_then, &utc))
			return false;
		length = strftime(date, sizeof(date), "%Y-%m-%dT", &utc);
		day = then / 86400;
	}
	memcpy(text, date, length);
	for (size_t i = 0; i < 3; i++) {
		int64_t part = i == 0   ? second / 3600
		               : i == 1 ? second / 60 % 60
		                        : second % 60;

		text[length + 3 * i] = (char)('0' + part / 10);
		text[length + 3 * i + 1] = (char)('0' + part % 10);
		text[length + 3 * i + 2] = ':';
	}
	strcpy(text + length + 8, "Z");
	return true;
}

/* NAME as seconds since the epoch and NAME_iso as ISO 8601; null for never. */
static void json_time(struct json *json, const char *name, const char *iso_name,
                      int64_t then)
{
	char text[TIME_ROOM];

	if (then == 0 || !print_iso(then, text)) {
		json_null(json, name);
		json_null(json, iso_name);
		return;
	}
	json_signed(json, name, then);
	json_string(json, iso_name, text);
}

static void write_owner(struct json *json, const struct segment *segment)
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

/* The owner's fields of the last segment, as they were written. */
static struct {
	bool kept;
	unsigned ids[4];
	size_t length;
	char text[4096]; /* four names of NAME_ROOM, each byte escaped */
} last_owner;

void json_listing_begin(void)
{
	last_owner.kept = true;
	last_owner.length = 0;
}

void json_listing_end(void)
{
	last_owner.kept = false;
}

static void json_owner(struct json *json, const struct segment *segment)
{
	const unsigned ids[4] = { segment->uid, segment->gid,
		                  segment->creator_uid, segment->creator_gid };
	size_t before;

	if (!last_owner.kept) {
		write_owner(json, segment);
		return;
	}
	if (last_owner.length > 0 &&
	    memcmp(ids, last_owner.ids, sizeof(ids)) == 0) {
		output_bytes(json->output, last_owner.text, last_owner.length);
		return;
	}
	output_room(json->output, sizeof(last_owner.text));
	before = json->output->used;
	write_owner(json, segment);
	last_owner.length = json->output->used - before;
	memcpy(last_owner.text, json->output->bytes + before,
	       last_owner.length);
	memcpy(last_owner.ids, ids, sizeof(ids));
}

void json_status(struct json *json, const struct segment *segment)
{
	const char *flag;
	char mode[5] = "0000";

	for (unsigned i = 0; i < 3; i++)
		mode[3 - i] = (char)('0' + (segment->mode >> 3 * i & 7));
	json_segment(json, segment->key, segment->id);
	json_unsigned(json, "size", segment->size);
	json_string(json, "mode", mode);
	json_owner(json, segment);
	json_unsigned(json, "nattch", segment->nattch);
	json_array(json, "flags");
	for (unsigned i = 0; (flag = describe_flag(segment, &i));)
		json_string(json, NULL, flag);
	json_array_end(json);
	json_time(json, "attach_time", "attach_time_iso", segment->attach_time);
	json_time(json, "detach_time", "detach_time_iso", segment->detach_time);
	json_time(json, "change_time", "change_time_iso", segment->change_time);
	json_signed(json, "creator_pid", segment->creator_pid);
	json_signed(json, "last_pid", segment->last_pid);
}
