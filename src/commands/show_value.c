/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/show_value.h"

#include "memory/value.h"
#include "text/complaint.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/output.h"

#include <stdio.h>
#include <string.h>

void show_value(struct output *output, const struct value_type *type,
                const void *bytes)
{
	if (type->form == VALUE_TEXT)
		escape_show(output, bytes, value_text_length(type, bytes),
		            ESCAPE_ALL);
	else
		output_wrote(output,
		             value_print(type, bytes,
		                         output_room(output, VALUE_ROOM)));
}

void show_value_json(struct json *json, const char *name,
                     const struct value_type *type, const void *bytes)
{
	char text[VALUE_ROOM];
	size_t length;

	if (type->form == VALUE_TEXT) {
		json_bytes(json, name, bytes, value_text_length(type, bytes));
		return;
	}
	length = value_print(type, bytes, text);
	if (!value_is_number(type, bytes)) {
		json_string(json, name, text);
		return;
	}
	/* readers take -0 for a whole number and lose its sign */
	if (type->form == VALUE_REAL && !text[strcspn(text, ".e")])
		memcpy(text + length, ".0", sizeof(".0"));
	json_number(json, name, text);
}

void say_value(const struct value_type *type, const void *bytes, char *text,
               size_t size)
{
	char printed[VALUE_ROOM];

	if (type->form == VALUE_TEXT) {
		snprintf(text, size, "\"%.*s\"",
		         complaint_width(value_text_length(type, bytes)),
		         (const char *)bytes);
		return;
	}
	value_print(type, bytes, printed);
	snprintf(text, size, "%s", printed);
}
