/* How a segment is put: in words for messages, in fields for JSON. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct json;
struct segment;

enum {
	DESCRIPTION_ROOM = 256,
	KEY_ROOM = 16,
	TIME_ROOM = 64
};

/* "id 7 (4096 bytes, alice, 0600, 2 mappings)" */
void describe_segment(const struct segment *segment,
                      char text[static DESCRIPTION_ROOM]);

/* "0x000004d2"; without a key "removed" when it was, else "private". */
void describe_key(key_t key, bool removed, char text[static KEY_ROOM]);

/* How a user would type the segment: "1234", or "id:7" without a key. */
void describe_choice(key_t key, int id, char text[static KEY_ROOM]);

/* "4.0 MiB"; empty below 1024. */
void describe_size(uint64_t bytes, char text[static KEY_ROOM]);

/* "3 min": so many seconds, not negative. */
void describe_span(int64_t seconds, char text[static TIME_ROOM]);

/* "3 min ago": how long THEN (seconds since the epoch) is before NOW. */
void describe_age_at(int64_t now, int64_t then, char text[static TIME_ROOM]);

/* The same, before this moment. */
void describe_age(int64_t then, char text[static TIME_ROOM]);

/* "2026-11-24 22:50:37, 3 min ago", "never" for 0. */
void describe_time(int64_t time, char text[static TIME_ROOM]);

/* key, key_hex */
void json_key(struct json *json, key_t key);

/* key, key_hex, id of a result about one segment. */
void json_segment(struct json *json, key_t key, int id);

/* The fields of ls and stat. */
void json_status(struct json *json, const struct segment *segment);

/* Between the two, owners are looked up only where they differ from those of
 * the segment before. */
void json_listing_begin(void);
void json_listing_end(void);

/* One flag after the other, in words, NULL behind the last; *POSITION is 0
 * before the first. */
const char *describe_flag(const struct segment *segment, unsigned *position);

/* The words of a segment's flags, separated by SEPARATOR; "" when none. */
void describe_flags(const struct segment *segment, const char *separator,
                    char text[static DESCRIPTION_ROOM]);
