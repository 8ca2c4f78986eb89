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

size_t mappings_count(void)
{
	FILE *file = fopen("/proc/self/maps", "re");
	struct mapping mapping;
	size_t count = 0;

	while (file && next_mapping(file, &mapping))
		count++;
	if (file)
		fclose(file);
	return count;
}

/* The flag "ht" of proc(5): the segment's own status does not tell. */
bool mapping_is_huge(uintptr_t address)
{
	FILE *file = fopen("/proc/self/smaps", "re");
	char line[512];
	bool here = false;
	bool told = false;
	bool huge = false;

	while (file && !told && fgets(line, sizeof(line), file)) {
		uintptr_t from;
		uintptr_t to;

		if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR, &from, &to) == 2)
			here = from <= address && address < to;
		else if (here && strncmp(line, "VmFlags:", 8) == 0) {
			huge = strstr(line, " ht") != NULL;
			told = true;
		}
	}
	if (file)
		fclose(file);
	return huge;
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
