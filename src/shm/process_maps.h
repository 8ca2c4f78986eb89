/* The segments that one process has mapped: what its maps in /proc tell. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	SEGMENT_DEVICES = 16
};

/* The file systems, inside the kernel, that segments are files of. */
struct segment_devices {
	dev_t items[SEGMENT_DEVICES];
	size_t count;
};

enum mapping_rights {
	RIGHTS_READ = 1,
	RIGHTS_WRITE = 2,
	RIGHTS_EXECUTE = 4,
};

/* One mapping, or a part of one, as mprotect(2) splits them. */
struct segment_mapping {
	uintptr_t from;
	uintptr_t to;
	uint64_t offset; /* in the segment, bytes */
	int id;
	key_t key; /* that it was made with */
	unsigned rights;
};

/* Learns them from files of our own, attaching nothing. */
void segment_devices_find(struct segment_devices *devices);

/*
 * Calls EACH, in the order of addresses, for what the open maps file FILE (of
 * any process) has of segments. False and errno where it tells nothing: ESRCH
 * when the process has no memory (any more).
 */
bool process_maps_each(int file, const struct segment_devices *devices,
                       void (*each)(void *context,
                                    const struct segment_mapping *mapping),
                       void *context);
