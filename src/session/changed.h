/* What every command says that changed, or took, bytes of a segment. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/json.h"

#include <stddef.h>
#include <stdint.h>

struct attachment;
struct session;

enum {
	CHANGED_ROOM = 40
};

void changed_bytes(struct session *session, const char *command,
                   const struct attachment *attachment, size_t offset,
                   size_t length);

/* "1234+0": as a user would type the place. */
void changed_place(const struct attachment *attachment, uint64_t offset,
                   char text[static CHANGED_ROOM]);

/* The fields that all such answers have: segment, offset, length. */
struct json changed_json(struct session *session, const char *command,
                         const struct attachment *attachment, uint64_t offset,
                         uint64_t length);
