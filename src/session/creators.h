/* Whether the process that made a segment still exists, and its command. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct segment;

enum {
	CREATOR_ROOM = 32,
	CREATORS_REMEMBERED = 64
};

enum creator_state {
	CREATOR_GONE,
	CREATOR_EXISTS, /* or a zombie of it */
	CREATOR_UNKNOWN /* it is of another pid namespace */
};

/* Zeroed before its first use; holds what was seen, so it is for one command.
 */
struct creators {
	struct creator {
		pid_t pid;
		bool exists;
		bool command_read;
		int64_t start;
		char command[CREATOR_ROOM];
	} seen[CREATORS_REMEMBERED];
};

/* *COMMAND gets its command, bytes as the process set them, "" when it is not
 * told; it holds until the next call. May be NULL. */
enum creator_state creator_look(struct creators *creators,
                                const struct segment *segment,
                                const char **command);

/* Attached by nobody, and its creator is known to be gone. */
bool segment_is_orphan(struct creators *creators,
                       const struct segment *segment);
