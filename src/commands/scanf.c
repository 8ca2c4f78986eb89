/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "memory/scan.h"
#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "session/settings.h"
#include "shm/attachments.h"
#include "text/escape.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

/* What is looked at of a text that has no NUL. */
enum {
	TEXT_MOST = 1 << 20
};

struct arguments {
	struct place place;
	struct word format;
	struct repeated_words names;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to read"),
	OPERAND(REQUIRED, "FORMAT", KIND_TEXT, format,
	        "text with C's conversions, as \"count=%d\""),
	OPERAND(ANY, "NAME", KIND_NAME, names,
	        "variables to set; without them the values are shown"),
	END_OF_PARAMETERS,
};

static bool check_names(const struct repeated_words *names, size_t values,
                        struct complaint *complaint)
{
	if (names->count > 0 && names->count != values)
		return complain(complaint,
		                "FORMAT gives %zu value%s, but %zu name%s "
		                "follow%s",
		                values, values == 1 ? "" : "s", names->count,
		                names->count == 1 ? "" : "s",
		                names->count == 1 ? "s" : "");
	for (size_t i = 0; i < names->count; i++) {
		const struct word *name = &names->items[i];

		if (name->unknown)
			continue;
		if (!session_may_set(name->text, name->length, complaint))
			return false;
		if (settings_find(name->text, name->length))
			return complain(complaint,
			                "%s is a setting, which set changes",
			                name->text);
	}
	return true;
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	size_t values;

	/* a format that a variable holds is not known while checking */
	return !arguments->format.text ||
	       (scan_check(arguments->format.text, arguments->format.length,
	                   &values, complaint) &&
	        check_names(&arguments->names, values, complaint));
}

static void json_value(struct json *json, const struct scanned *value)
{
	bool finite = strspn(value->text, "+-0123456789.eE") == value->length;

	switch (value->kind) {
	case SCANNED_SIGNED:
	case SCANNED_UNSIGNED:
		json_number(json, "value", value->text);
		break;
	case SCANNED_REAL:
		/* JSON has no infinity and no hexadecimal */
		if (finite)
			json_number(json, "value", value->text);
		else
			json_string(json, "value", value->text);
		break;
	case SCANNED_POINTER:
		json_string(json, "value", value->text);
		break;
	case SCANNED_TEXT:
		json_bytes(json, "value", value->text, value->length);
		json_hex(json, "hex", value->text, value->length);
		break;
	}
}

static void show_json(struct session *session,
                      const struct attachment *attachment,
                      const struct arguments *arguments,
                      const struct scan_result *result)
{
	const struct repeated_words *names = &arguments->names;
	struct json json = json_begin(session->output);

	json_string(&json, "command", "scanf");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_array(&json, "values");
	for (size_t i = 0; i < result->count; i++) {
		json_object(&json);
		if (i < names->count)
			json_string(&json, "name", names->items[i].text);
		json_unsigned(&json, "offset",
		              arguments->place.offset +
		                      result->values[i].offset);
		json_value(&json, &result->values[i]);
		json_object_end(&json);
	}
	json_array_end(&json);
	json_end(&json);
}

static bool set_names(struct session *session,
                      const struct repeated_words *names,
                      const struct scan_result *result)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct word *name = &names->items[i];
		const struct scanned *value = &result->values[i];

		if (!variables_set(&session->variables, name->text,
		                   name->length, value->text, value->length))
			return fail(session, "out of memory");
		confirm(session, "%s = %.*s", name->text, (int)value->length,
		        value->text);
	}
	return true;
}

static bool give(struct session *session, const struct attachment *attachment,
                 const struct arguments *arguments,
                 const struct scan_result *result)
{
	if (!set_names(session, &arguments->names, result))
		return false;
	if (session->json) {
		show_json(session, attachment, arguments, result);
		return true;
	}
	for (size_t i = 0; arguments->names.count == 0 && i < result->count;
	     i++) {
		escape_show(session->output, result->values[i].text,
		            result->values[i].length, ESCAPE_ALL);
		output_byte(session->output, '\n');
	}
	return true;
}

/* Most texts are short: no more is read in vain. */
enum {
	FIRST_PIECE = 256
};

/*
 * The bytes that sscanf would see, up to a NUL: a copy, for others may write
 * meanwhile. Null when it can not be had, which was said.
 */
static char *copy_text(struct session *session, struct attachment *attachment,
                       uint64_t offset, size_t *length)
{
	size_t left = attachment->size - offset;
	size_t most = left < TEXT_MOST ? left : TEXT_MOST;
	size_t room = FIRST_PIECE;
	char *text = NULL;

	for (*length = 0;; room *= 4) {
		size_t count = room < most ? room - *length : most - *length;
		char *larger = realloc(text, *length + count + 1);

		if (!larger) {
			free(text);
			fail(session, "out of memory");
			return NULL;
		}
		text = larger;
		if (!place_read_bytes(session, attachment, offset + *length,
		                      text + *length, count)) {
			free(text);
			return NULL;
		}
		*length += count;
		if (*length == most ||
		    memchr(text + *length - count, '\0', count))
			return text;
	}
}

static bool scan(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct scan_result result = { .base = arguments->place.offset };
	struct attachment *attachment;
	struct complaint complaint;
	size_t length;
	char *text;
	bool good;

	if (!place_open(session, &arguments->place, TO_READ, 0, &attachment))
		return false;
	text = copy_text(session, attachment, arguments->place.offset, &length);
	if (!text)
		return false;
	good = scan_run(&result, arguments->format.text,
	                arguments->format.length, text, length, &complaint);
	good = good ? give(session, attachment, arguments, &result)
	            : fail_with(session, &complaint);
	scan_result_finish(&result);
	free(text);
	return good;
}

static const struct trouble troubles[] = {
	{ "... of ... values matched: ... wants ..., at offset ... is ...",
	  "The text is not as FORMAT says, from this offset on. read or dump shows\n"
	  "what is there. No variable was set." },
	{ "... of ... values matched: ... wants ..., the input ends at offset ...",
	  "The text ends, by its NUL or with the segment, before FORMAT does." },
	{ "FORMAT gives ... values, but ... names follow",
	  "As many names as conversions, or none at all." },
	{ "$... is set by shmsh alone",
	  "$id, $key, $size, $address and $status are: take another name." },
	{ NULL, NULL },
};

const struct command scanf_command = {
	.name = "scanf",
	.summary = "take values out of text, as sscanf",
	.details = "All of C's conversions but %n. The text ends at its NUL, "
		   "with the segment or\nafter 1 MiB, and is never read "
		   "beyond. All of FORMAT must match: else no\nvariable is "
		   "set.",
	.wrong = troubles,
	.examples = {
		{ "Values out of a text, one a line:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"count=42 name=Ada\"\n"
		  "wrote 18 bytes to 1234+0\n"
		  "> scanf 1234 \"count=%d name=%s\"\n"
		  "42\n"
		  "Ada\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Into variables; %[^,] takes all up to a comma, * throws it away.",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write 1234 \"Ada Lovelace, 1815\"\n"
		  "wrote 19 bytes to 1234+0\n"
		  "> scanf 1234 \"%[^,], %d\" name year\n"
		  "name = Ada Lovelace\n"
		  "year = 1815\n"
		  "> echo \"$name was born in $year\"\n"
		  "Ada Lovelace was born in 1815\n"
		  "> scanf 1234 \"%*[^,], %d\"\n"
		  "1815\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = scan,
};
