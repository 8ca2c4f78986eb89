/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/json.h"

#include "text/digits.h"
#include "text/duration.h"
#include "text/output.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

static const char digits[] = "0123456789abcdef";

struct json json_begin(struct output *output)
{
	output_byte(output, '{');
	return (struct json){ .output = output };
}

void json_end(struct json *json)
{
	output_text(json->output, "}\n");
}

/* Names are ours, and short: all of it is put in place at once. */
static void name_write(struct json *json, const char *name)
{
	enum {
		LONGEST = 64
	};
	size_t length = name ? strnlen(name, LONGEST) : 0;
	char *text = output_room(json->output, LONGEST + 4);
	char *end = text;

	if (json->follows)
		*end++ = ',';
	json->follows = true;
	if (name) {
		*end++ = '"';
		memcpy(end, name, length);
		end += length;
		*end++ = '"';
		*end++ = ':';
	}
	output_wrote(json->output, (size_t)(end - text));
}

/* RFC 8259: quotes, backslashes and controls are escaped. */
static void escaped_write(struct output *output, unsigned char byte)
{
	switch (byte) {
	case '"':
		output_text(output, "\\\"");
		break;
	case '\\':
		output_text(output, "\\\\");
		break;
	case '\n':
		output_text(output, "\\n");
		break;
	case '\t':
		output_text(output, "\\t");
		break;
	default:
		output_print(output, "\\u%04x", byte);
		break;
	}
}

/* How many of the bytes stand for themselves. */
static size_t plain_length(const char *bytes, size_t length)
{
	size_t count = 0;

	while (count < length && bytes[count] >= 0x20 && bytes[count] < 0x7f &&
	       bytes[count] != '"' && bytes[count] != '\\')
		count++;
	return count;
}

static void string_write(struct output *output, const char *bytes,
                         size_t length)
{
	size_t plain = plain_length(bytes, length);

	output_byte(output, '"');
	output_bytes(output, bytes, plain);
	bytes += plain;
	length -= plain;
	while (length > 0) {
		unsigned char byte = (unsigned char)*bytes;
		uint32_t code;
		size_t count = utf8_decode(bytes, length, &code);

		if (count == 0) {
			output_print(output, "\\\\x%02x", byte);
			count = 1;
		} else if (byte < 0x20 || byte == 0x7f || byte == '"' ||
		           byte == '\\') {
			escaped_write(output, byte);
		} else if (count > 1 && !utf8_is_visible(code)) {
			/* above 0xffff none is hidden that needs a pair but
			 * tags and private ones: all as pairs */
			if (code > 0xffff)
				output_print(output, "\\u%04x\\u%04x",
				             0xd7c0 + (code >> 10),
				             0xdc00 + (code & 0x3ff));
			else
				output_print(output, "\\u%04x", code);
		} else {
			output_bytes(output, bytes, count);
		}
		bytes += count;
		length -= count;
	}
	output_byte(output, '"');
}

void json_bytes(struct json *json, const char *name, const char *bytes,
                size_t length)
{
	name_write(json, name);
	string_write(json->output, bytes, length);
}

void json_string(struct json *json, const char *name, const char *text)
{
	json_bytes(json, name, text, strlen(text));
}

void json_signed(struct json *json, const char *name, int64_t value)
{
	name_write(json, name);
	output_wrote(
		json->output,
		digits_signed(value, output_room(json->output, DIGITS_ROOM)));
}

void json_unsigned(struct json *json, const char *name, uint64_t value)
{
	name_write(json, name);
	output_unsigned(json->output, value);
}

void json_seconds(struct json *json, const char *name, uint64_t nanoseconds)
{
	name_write(json, name);
	output_print(json->output, "%" PRIu64 ".%09" PRIu64,
	             nanoseconds / NANOSECONDS, nanoseconds % NANOSECONDS);
}

void json_bool(struct json *json, const char *name, bool value)
{
	name_write(json, name);
	output_text(json->output, value ? "true" : "false");
}

void json_null(struct json *json, const char *name)
{
	name_write(json, name);
	output_text(json->output, "null");
}

void json_number(struct json *json, const char *name, const char *text)
{
	name_write(json, name);
	output_text(json->output, text);
}

void json_hex(struct json *json, const char *name, const char *bytes,
              size_t length)
{
	name_write(json, name);
	output_byte(json->output, '"');
	for (size_t i = 0; i < length; i++) {
		char *room = output_room(json->output, 2);

		room[0] = digits[(unsigned char)bytes[i] >> 4];
		room[1] = digits[(unsigned char)bytes[i] & 15];
		output_wrote(json->output, 2);
	}
	output_byte(json->output, '"');
}

void json_contents(struct json *json, const char *bytes, size_t length)
{
	if (utf8_valid(bytes, length))
		json_bytes(json, "text", bytes, length);
	json_hex(json, "hex", bytes, length);
}

void json_array(struct json *json, const char *name)
{
	name_write(json, name);
	output_byte(json->output, '[');
	json->follows = false;
}

void json_array_end(struct json *json)
{
	output_byte(json->output, ']');
	json->follows = true;
}

void json_object(struct json *json)
{
	name_write(json, NULL);
	output_byte(json->output, '{');
	json->follows = false;
}

void json_object_end(struct json *json)
{
	output_byte(json->output, '}');
	json->follows = true;
}
