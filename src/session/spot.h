/* An answer that tells where in a segment something is: 1234+4096. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/describe.h"
#include "text/json.h"

#include <stddef.h>
#include <stdint.h>

struct attachment;
struct contents;
struct session;

/* One for all answers of a command. */
struct spots {
	struct session *session;
	const char *command;
	const struct attachment *attachment;
	char choice[KEY_ROOM]; /* how a user would type the segment */
	size_t choice_length;
	size_t width; /* digits of the largest offset */
};

/* For places among CONTENTS, which are open. */
struct spots spots_of(struct session *session, const char *command,
                      const struct contents *contents);

/* Begins a line with the place, as a command takes it, in its column. */
void spot_begin(const struct spots *spots, uint64_t offset);

/* Begins an object with command, segment and offset. */
struct json spot_json(const struct spots *spots, uint64_t offset);
