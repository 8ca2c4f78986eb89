/* Where the kernel would let an attachment destroy shmsh itself: refused. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;

/*
 * May SIZE bytes be attached at ADDRESS, rounded down as ROUNDED says and over
 * what is there as REPLACE says? Page 0, the room that the stack and the heap
 * grow into, and anything but shmsh's own whole attachments may not.
 */
bool guard_address(struct session *session, uint64_t address, size_t size,
                   bool rounded, bool replace, struct complaint *complaint);
