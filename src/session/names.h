/* Users, groups and processes by name. The names are bytes from outside. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <sys/types.h>

enum {
	NAME_ROOM = 64
};

/* The name, else the number; what was found is remembered. */
void name_user(uid_t uid, char name[static NAME_ROOM]);
void name_group(gid_t gid, char name[static NAME_ROOM]);

/* "812 (bash)", "812 (gone)", "? (another pid namespace)" for 0. */
void name_process(pid_t pid, char name[static NAME_ROOM]);
