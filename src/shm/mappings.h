/* The address space of this process, as /proc/self/maps shows it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mapping {
	uintptr_t from;
	uintptr_t to;
	char name[128]; /* as proc(5) has it, or "anonymous memory" */
};

/* The first mapping that overlaps [FROM, TO); false when there is none. */
bool mapping_overlapping(uintptr_t from, uintptr_t to, struct mapping *mapping);

size_t mappings_count(void);

/* Is ADDRESS in a mapping of huge pages? */
bool mapping_is_huge(uintptr_t address);

/* The mapping of this name, as "[stack]". */
bool mapping_named(const char *name, struct mapping *mapping);
