/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/mappings.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Reads the next mapping of FILE; false at the end. */
static bool next_mapping(FILE *file, struct mapping *mapping)
{
	char line[512];
	int name = 0;

	if (!fgets(line, sizeof(line), file) ||
	    sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %*s %*x %*x:%*x %*u %n",
	           &mapping->from, &mapping->to, &name) < 2)
		return false;
	line[strcspn(line, "\n")] = '\0';
	snprintf(mapping->name, sizeof(mapping->name), "%s",
	         name && line[name] ? line + name : "anonymous memory");
	return true;
}

bool mapping_overlapping(uintptr_t from, uintptr_t to, struct mapping *mapping)
{
	FILE *file = fopen("/proc/self/maps", "re");
	bool found = false;

	while (file && !found && next_mapping(file, mapping))
		found = mapping->from < to && mapping->to > from;
	if (file)
		fclose(file);
	return found;
}

bool mapping_named(const char *name, struct mapping *mapping)
{
	FILE *file = fopen("/proc/self/maps", "re");
	bool found = false;

	while (file && !found && next_mapping(file, mapping))
		found = strcmp(mapping->name, name) == 0;
	if (file)
		fclose(file);
	return found;
}
