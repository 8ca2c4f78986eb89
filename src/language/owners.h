/* Who shall own a segment: USER, USER:GROUP or :GROUP, as chown(1) takes it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

/* Names or numbers, not looked up; they point into the text that was read. */
struct owner_name {
	const char *user;
	size_t user_length; /* 0 when only the group is named */
	const char *group;
	size_t group_length;
	bool has_group; /* without a length: the group that the user logs in
	                   with */
};

/* NAME is the operand's, for the complaint. */
bool owner_read(const char *name, const char *text, size_t length,
                struct owner_name *owner, struct complaint *complaint);

/* The number that TEXT is, decimal even with a 0 before it; false when it is
 * none, or -1, which stands for no id at all. */
bool owner_number(const char *text, size_t length, unsigned *number);
