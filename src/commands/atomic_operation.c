/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/atomic_operation.h"

#include "text/complaint.h"

#include <inttypes.h>
#include <string.h>

static const struct atomic_operation operations[] = {
	{ "load", 0, SINGLE_STORE, false },
	{ "store", 1, SINGLE_STORE, false },
	{ "add", 1, SINGLE_ADD, true },
	{ "sub", 1, SINGLE_SUBTRACT, true },
	{ "and", 1, SINGLE_AND, false },
	{ "or", 1, SINGLE_OR, false },
	{ "xor", 1, SINGLE_XOR, false },
	{ "swap", 1, SINGLE_STORE, false },
	{ "cas", 2, SINGLE_COMPARE, false },
};

const struct atomic_operation *atomic_operation_find(const char *text,
                                                     size_t length)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		if (strlen(operations[i].name) == length &&
		    memcmp(operations[i].name, text, length) == 0)
			return &operations[i];
	return NULL;
}

bool atomic_operation_check_count(const struct atomic_operation *operation,
                                  size_t count, struct complaint *complaint)
{
	static const char *const wanted[] = {
		"no VALUE",
		"one VALUE",
		"two, the one that is expected and the new one",
	};

	return count == operation->values ||
	       complain(complaint, "%s takes %s, %zu %s there", operation->name,
	                wanted[operation->values], count,
	                count == 1 ? "is" : "are");
}

static bool check_type(const struct value_type *type,
                       const struct atomic_operation *operation,
                       struct complaint *complaint)
{
	char name[TYPE_ROOM];

	type_print(type, name);
	if (type->form == VALUE_REAL || type->form == VALUE_TEXT)
		return complain(complaint,
		                "TYPE: %s is neither an integer nor ptr", name);
	if (!type->swapped || !operation || !operation->counts)
		return true;
	complain(complaint, "TYPE: %s can not be done with %s in one access",
	         operation->name, name);
	complaint_cause(complaint,
	                "the processor counts in its own byte order only; cas "
	                "does it in a loop");
	return false;
}

/* Offsets count from a page: the value is aligned where its offset is. */
static bool check_alignment(uint64_t offset, size_t size,
                            struct complaint *complaint)
{
	if (single_is_one(offset, size))
		return true;
	complain(complaint, "PLACE: offset %" PRIu64 " is no multiple of %zu",
	         offset, size);
	complaint_cause(complaint,
	                "a value of %zu bytes is indivisible only where it is "
	                "aligned to them",
	                size);
	return false;
}

bool atomic_operation_check(const struct atomic_operation *operation,
                            const struct value_type *type, uint64_t offset,
                            struct complaint *complaint)
{
	return check_type(type, operation, complaint) &&
	       check_alignment(offset, type->size, complaint);
}
