/* The cells of ls, a function for each column; and what they are sorted by. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "commands/ls_columns.h"

/* cell_NAME shows, value_NAME is for sorting. */
#define CELL(name)                                                             \
	void cell_##name(struct listing *listing, size_t row,                  \
	                 char text[static TABLE_CELL])
#define VALUE(name) uint64_t value_##name(struct listing *listing, size_t row)

CELL(key);
CELL(id);
CELL(owner);
CELL(group);
CELL(creator);
CELL(mode);
CELL(size);
CELL(rss);
CELL(swap);
CELL(nattch);
CELL(cpid);
CELL(cmd);
CELL(lpid);
CELL(attached);
CELL(detached);
CELL(changed);
CELL(age);
CELL(atime);
CELL(dtime);
CELL(ctime);
CELL(flags);
CELL(orphan);
CELL(pids);

VALUE(key);
VALUE(id);
VALUE(mode);
VALUE(size);
VALUE(rss);
VALUE(swap);
VALUE(nattch);
VALUE(cpid);
VALUE(lpid);
VALUE(attached);
VALUE(detached);
VALUE(changed);
VALUE(age);
VALUE(orphan);
VALUE(pids);

/* width_NAME is how wide it is. */
#define WIDTH(name) size_t width_##name(struct listing *listing, size_t row)

WIDTH(key);
WIDTH(id);

/* identity_NAME is the same where cells are. */
#define IDENTITY(name)                                                         \
	uint64_t identity_##name(struct listing *listing, size_t row)

IDENTITY(key);
IDENTITY(owner);
IDENTITY(group);
IDENTITY(creator);
IDENTITY(lpid);
IDENTITY(flags);
