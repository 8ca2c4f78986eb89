/* What every command says that changed the bytes of a segment. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct attachment;
struct session;

void changed_bytes(struct session *session, const char *command,
                   const struct attachment *attachment, size_t offset,
                   size_t length);
