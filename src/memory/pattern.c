/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/pattern.h"

#include "language/numbers.h"
#include "memory/value.h"

#include <string.h>

size_t pattern_size(const struct pattern *pattern)
{
	if (pattern->type)
		return pattern->type->size;
	return pattern->hex ? pattern->length / 2 : pattern->length;
}

static bool read_hex(const char *name, const struct pattern *pattern,
                     char *bytes, struct complaint *complaint)
{
	bool good = pattern->length % 2 == 0;

	for (size_t i = 0; good && i < pattern->length; i += 2) {
		int high = number_hex_digit(pattern->text[i]);
		int low = number_hex_digit(pattern->text[i + 1]);

		good = high >= 0 && low >= 0;
		*bytes++ = (char)(high * 16 + low);
	}
	return good ||
	       complain(complaint,
	                "%s: '%.*s' is not bytes in hex, two digits "
	                "each",
	                name, complaint_width(pattern->length), pattern->text);
}

bool pattern_read(const char *name, const struct pattern *pattern, char *bytes,
                  struct complaint *complaint)
{
	if (pattern->length == 0 && !pattern->type)
		return complain(complaint, "%s: there is nothing in it", name);
	if (pattern->type)
		return value_parse(name, pattern->type, pattern->text,
		                   pattern->length, bytes, complaint);
	if (pattern->hex)
		return read_hex(name, pattern, bytes, complaint);
	memcpy(bytes, pattern->text, pattern->length);
	return true;
}

size_t pattern_repeat(const char *bytes, size_t length, char *room, size_t size)
{
	size_t whole = size / length * length;
	size_t done = length;

	if (whole == 0)
		return 0;
	memcpy(room, bytes, length);
	while (done < whole) {
		size_t count = whole - done < done ? whole - done : done;

		memcpy(room + done, room, count);
		done += count;
	}
	return whole;
}

bool pattern_is_zero(const char *bytes, size_t length)
{
	return length == 0 ||
	       (bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0);
}
