/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/types.h"

#include "language/near.h"
#include "language/numbers.h"
#include "text/line.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

static const struct named_type {
	const char *name;
	enum value_form form;
	size_t size;
	const char *summary;
} types[] = {
	{ "i8", VALUE_SIGNED, 1, "-128 to 127" },
	{ "u8", VALUE_UNSIGNED, 1, "0 to 255" },
	{ "i16", VALUE_SIGNED, 2, "short, int16_t" },
	{ "u16", VALUE_UNSIGNED, 2, "unsigned short, uint16_t" },
	{ "i32", VALUE_SIGNED, 4, "int, int32_t" },
	{ "u32", VALUE_UNSIGNED, 4, "unsigned, uint32_t" },
	{ "i64", VALUE_SIGNED, 8, "long, int64_t" },
	{ "u64", VALUE_UNSIGNED, 8, "unsigned long, uint64_t, size_t" },
	{ "f32", VALUE_REAL, 4, "float" },
	{ "f64", VALUE_REAL, 8, "double" },
	{ "char", VALUE_TEXT, 1, "one byte of text; char[16] is a text" },
	{ "ptr", VALUE_POINTER, sizeof(void *), "an address" },
};

enum {
	TYPES = sizeof(types) / sizeof(types[0])
};

/* C's names of the same. */
static const struct {
	const char *said;
	const char *meant;
} meant[] = {
	{ "int", "i32" },      { "unsigned", "u32" },
	{ "short", "i16" },    { "long", "i64" },
	{ "float", "f32" },    { "double", "f64" },
	{ "int8_t", "i8" },    { "uint8_t", "u8" },
	{ "int16_t", "i16" },  { "uint16_t", "u16" },
	{ "int32_t", "i32" },  { "uint32_t", "u32" },
	{ "int64_t", "i64" },  { "uint64_t", "u64" },
	{ "size_t", "u64" },   { "byte", "u8" },
	{ "bool", "u8" },      { "pointer", "ptr" },
	{ "void*", "ptr" },    { "string", "char[N]" },
	{ "text", "char[N]" }, { "long double", "f64" },
};

static bool is(const char *name, const char *text, size_t length)
{
	return strlen(name) == length && memcmp(name, text, length) == 0;
}

static const struct named_type *find(const char *text, size_t length)
{
	size_t i = 0;

	while (i < TYPES && !is(types[i].name, text, length))
		i++;
	return i < TYPES ? &types[i] : NULL;
}

static bool complain_type(const char *name, const char *text, size_t length,
                          struct complaint *complaint)
{
	complain(complaint, "%s: '%.*s' is not a type", name,
	         complaint_width(length), text);
	complaint_cause(complaint,
	                "the types are i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 "
	                "char char[N] ptr, with le or be behind for a byte "
	                "order");
	for (size_t i = 0; i < sizeof(meant) / sizeof(meant[0]); i++)
		if (is(meant[i].said, text, length)) {
			complaint_remedy(complaint, "%s", meant[i].meant);
			return false;
		}
	for (size_t i = 0; i < TYPES; i++)
		if (near_enough(types[i].name, text, length)) {
			complaint_remedy(complaint, "%s", types[i].name);
			break;
		}
	return false;
}

/* char[N]; its N is wrong when that is complained of. */
static bool read_text(const char *name, const char *text, size_t length,
                      struct value_type *type, struct complaint *complaint)
{
	static const char prefix[] = "char[";
	size_t before = strlen(prefix);
	uint64_t size;

	if (length < before + 2 || memcmp(text, prefix, before) != 0 ||
	    text[length - 1] != ']')
		return complain_type(name, text, length, complaint);
	if (!number_read_unsigned(name, text + before, length - before - 1,
	                          TYPE_MOST, &size, complaint))
		return false;
	if (size == 0)
		return complain(complaint, "%s: '%.*s' holds nothing", name,
		                complaint_width(length), text);
	*type = (struct value_type){ .form = VALUE_TEXT, .size = size };
	return true;
}

bool type_read(const char *name, const char *text, size_t length,
               struct value_type *type, struct complaint *complaint)
{
	const struct named_type *found = find(text, length);
	const char *order = length > 2 ? text + length - 2 : "";
	bool little = strncmp(order, "le", 2) == 0;
	bool big = strncmp(order, "be", 2) == 0;

	*type = (struct value_type){ 0 };
	if (!found && (little || big)) {
		found = find(text, length - 2);
		type->swapped = big == (BYTE_ORDER == LITTLE_ENDIAN);
		if (found && found->size == 1)
			return complain(complaint,
			                "%s: %s is one byte and has no order",
			                name, found->name);
	}
	if (!found)
		return read_text(name, text, length, type, complaint);
	type->form = found->form;
	type->size = found->size;
	return true;
}

void type_print(const struct value_type *type, char text[static TYPE_ROOM])
{
	struct line line = line_on(text, TYPE_ROOM);
	size_t i = 0;

	if (type->form == VALUE_TEXT && type->size != 1) {
		line_add(&line, "char[%zu]", type->size);
		return;
	}
	while (types[i].form != type->form || types[i].size != type->size)
		i++;
	line_add(&line, "%s", types[i].name);
	if (type->swapped)
		line_add(&line, BYTE_ORDER == LITTLE_ENDIAN ? "be" : "le");
}

const char *type_name(size_t index, const char **summary)
{
	if (index >= TYPES)
		return NULL;
	*summary = types[index].summary;
	return types[index].name;
}
