/* What atomic can do to a value, and to which values. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/types.h"
#include "shm/single.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct complaint;

struct atomic_operation {
	const char *name;
	size_t values;                /* that it takes */
	enum single_operation single; /* of one that takes some */
	bool counts; /* carries go from byte to byte in their order */
};

/* NULL when TEXT is none. */
const struct atomic_operation *atomic_operation_find(const char *text,
                                                     size_t length);

/* Complains when there are not COUNT values to take. */
bool atomic_operation_check_count(const struct atomic_operation *operation,
                                  size_t count, struct complaint *complaint);

/* Complains of a TYPE for which there is no such access, or an OFFSET at which
 * it is not aligned. OPERATION may be NULL. */
bool atomic_operation_check(const struct atomic_operation *operation,
                            const struct value_type *type, uint64_t offset,
                            struct complaint *complaint);
