/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_lines.h"

#include "commands/show_value.h"
#include "memory/value.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/duration.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/output.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	MICROSECOND = 1000 /* nanoseconds */
};

/* "2026-11-25T22:10:11.123456Z" */
static void print_time(const struct timespec *time, char text[static TIME_ROOM])
{
	size_t length;
	struct tm utc;

	gmtime_r(&time->tv_sec, &utc);
	length = strftime(text, TIME_ROOM, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(text + length, TIME_ROOM - length, ".%06ldZ",
	         time->tv_nsec / MICROSECOND);
}

static void show_bytes(struct output *output, const unsigned char *bytes,
                       size_t length)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < length; i++) {
		output_byte(output, digits[bytes[i] >> 4]);
		output_byte(output, digits[bytes[i] & 15]);
	}
}

/* A blank at its end, or an arrow in it, is seen to be of the text. */
static void show_text(struct output *output, const char *text, size_t length)
{
	output_byte(output, '"');
	escape_show(output, text, length, ESCAPE_QUOTED);
	output_byte(output, '"');
}

static void show(const struct watch_lines *lines, const unsigned char *bytes,
                 size_t length)
{
	struct output *output = lines->session->output;

	if (!lines->type)
		show_bytes(output, bytes, length);
	else if (lines->type->form == VALUE_TEXT)
		show_text(output, (const char *)bytes,
		          value_text_length(lines->type, bytes));
	else
		show_value(output, lines->type, bytes);
}

/* The key is that of when it was attached: the lines end as they began. */
static struct json begin_object(const struct watch_lines *lines,
                                uint64_t offset, uint64_t length)
{
	struct json json = json_begin(lines->session->output);
	char text[TIME_ROOM];

	json_string(&json, "command", "watch");
	json_segment(&json, lines->attachment->key, lines->attachment->id);
	print_time(&lines->time, text);
	json_seconds(&json, "time",
	             (uint64_t)lines->time.tv_sec * NANOSECONDS +
	                     (uint64_t)lines->time.tv_nsec);
	json_string(&json, "time_iso", text);
	json_unsigned(&json, "offset", offset);
	json_unsigned(&json, "length", length);
	if (lines->type) {
		type_print(lines->type, text);
		json_string(&json, "type", text);
	}
	return json;
}

static void show_object(const struct watch_lines *lines, uint64_t offset,
                        size_t length, const unsigned char *before,
                        const unsigned char *now)
{
	struct json json = begin_object(lines, offset, length);

	if (lines->type) {
		show_value_json(&json, "old", lines->type, before);
		show_value_json(&json, "new", lines->type, now);
	}
	json_hex(&json, "old_hex", (const char *)before, length);
	json_hex(&json, "new_hex", (const char *)now, length);
	json_end(&json);
}

void watch_lines_begin(const struct watch_lines *lines, uint64_t offset,
                       uint64_t length)
{
	struct session *session = lines->session;
	const struct attachment *attachment = lines->attachment;
	char choice[KEY_ROOM];
	struct json json;

	if (session->json && (session->verbose || session->interactive)) {
		json = begin_object(lines, offset, length);
		json_end(&json);
		output_flush(session->output);
		return;
	}
	describe_choice(attachment->key, attachment->id, choice);
	confirm(session, "watching %s+%" PRIu64 "  %" PRIu64 " byte%s", choice,
	        offset, length, length == 1 ? "" : "s");
}

void watch_lines_show(const struct watch_lines *lines, uint64_t offset,
                      size_t length, const unsigned char *before,
                      const unsigned char *now)
{
	const struct attachment *attachment = lines->attachment;
	struct output *output = lines->session->output;
	char choice[KEY_ROOM];
	char time[TIME_ROOM];

	if (lines->session->json) {
		show_object(lines, offset, length, before, now);
		return;
	}
	print_time(&lines->time, time);
	describe_choice(attachment->key, attachment->id, choice);
	output_print(output, "%s %s+%" PRIu64 " ", time, choice, offset);
	show(lines, before, length);
	output_text(output, " -> ");
	show(lines, now, length);
	output_byte(output, '\n');
}
