/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/owners.h"

#include <stdint.h>
#include <string.h>

bool owner_read(const char *name, const char *text, size_t length,
                struct owner_name *owner, struct complaint *complaint)
{
	const char *colon = memchr(text, ':', length);
	const char *end = text + length;

	*owner = (struct owner_name){
		.user = text,
		.user_length = colon ? (size_t)(colon - text) : length,
		.group = colon ? colon + 1 : end,
		.group_length = colon ? (size_t)(end - colon - 1) : 0,
		.has_group = colon,
	};
	if (length > (colon ? 1 : 0) && !memchr(text, '\0', length) &&
	    !memchr(owner->group, ':', owner->group_length))
		return true;
	complain(complaint, "%s: '%.*s' names no owner", name,
	         complaint_width(length), text);
	complaint_cause(complaint, "an owner is USER, USER:GROUP or :GROUP, by "
	                           "name or by number");
	return false;
}

bool owner_number(const char *text, size_t length, unsigned *number)
{
	uint64_t value = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(text[i] - '0');
		if (value >= UINT32_MAX)
			return false;
	}
	*number = (unsigned)value;
	return length > 0;
}
