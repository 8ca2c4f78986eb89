/* What stands behind the sign of a filter. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/filters.h"

#include <stdbool.h>
#include <stddef.h>

enum filter_value_kind {
	FILTER_VALUE_NONE, /* it stands alone */
	FILTER_VALUE_KEY,
	FILTER_VALUE_NAME,
	FILTER_VALUE_MODE,
	FILTER_VALUE_SIZE,
	FILTER_VALUE_NUMBER,
	FILTER_VALUE_AGE,
};

/* Reads the value of a filter that WORD begins, which is not empty. */
bool filter_value_read(enum filter_value_kind kind, const char *word,
                       const char *text, size_t length, struct filter *filter,
                       struct complaint *complaint);
