/*
 * Values at a place in a segment, as their bytes lie there. An aligned one of
 * 1, 2, 4 or 8 bytes is loaded and stored in one access (shm/single.h): nobody
 * sees a part of it. Others are copied.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct attachment;
struct session;

/*
 * COUNT values of SIZE bytes each, one behind the other from OFFSET on. False
 * when that fails, which was said; nothing is stored then, unless the memory
 * faults, and the values before the offset that is told are stored.
 */
bool values_load(struct session *session, struct attachment *attachment,
                 size_t offset, size_t size, size_t count, void *to);
bool values_store(struct session *session, struct attachment *attachment,
                  size_t offset, size_t size, size_t count, const void *from);
