/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan_store.h"

#include <stdlib.h>
#include <string.h>

bool scan_store_reserve(struct scan_result *result, size_t count)
{
	struct scanned *values;

	if (count <= result->room)
		return true;
	values = reallocarray(result->values, count, sizeof(*values));
	if (!values)
		return false;
	result->values = values;
	result->room = count;
	return true;
}

bool scan_store_put(struct scan_result *result, const char *bytes,
                    size_t length)
{
	if (length > result->size - result->used) {
		size_t size = result->size + result->size / 2 + length + 64;
		char *grown = realloc(result->bytes, size);

		if (!grown)
			return false;
		result->bytes = grown;
		result->size = size;
	}
	memcpy(result->bytes + result->used, bytes, length);
	result->used += length;
	return true;
}

void scan_store_settle(struct scan_result *result)
{
	const char *text = result->bytes;

	for (size_t i = 0; i < result->count; i++) {
		result->values[i].text = text;
		text += result->values[i].length + 1; /* and its NUL */
	}
}

void scan_result_finish(struct scan_result *result)
{
	free(result->values);
	free(result->bytes);
	*result = (struct scan_result){ 0 };
}
