/* Users, groups and processes by name. The names are bytes from outside. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	NAME_ROOM = 64
};

/* The name, else the number; what was found is remembered. */
void name_user(uid_t uid, char name[static NAME_ROOM]);
void name_group(gid_t gid, char name[static NAME_ROOM]);

/* Ids mean others now: this process has gone to another user namespace. */
void names_forget(void);

/* "812 (bash)", "? (another pid namespace)" for 0. "812 (gone)" also when the
 * process that has the pid now began after LATEST, seconds since the epoch;
 * 0 when it may have begun at any time. */
void name_process(pid_t pid, int64_t latest, char name[static NAME_ROOM]);
