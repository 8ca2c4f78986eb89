/* A test that makes segments makes them where nobody else sees them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline bool namespace_write(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	size_t length = strlen(text);
	bool good = file >= 0 && write(file, text, length) == (ssize_t)length;

	if (file >= 0)
		close(file);
	return good;
}

/* As root of a user namespace, for those who may not otherwise. */
static inline bool namespace_enter_as_user(void)
{
	char uid_map[64];
	char gid_map[64];

	snprintf(uid_map, sizeof(uid_map), "0 %u 1", geteuid());
	snprintf(gid_map, sizeof(gid_map), "0 %u 1", getegid());
	return unshare(CLONE_NEWUSER | CLONE_NEWIPC) == 0 &&
	       namespace_write("/proc/self/setgroups", "deny") &&
	       namespace_write("/proc/self/uid_map", uid_map) &&
	       namespace_write("/proc/self/gid_map", gid_map);
}

/* Enters a fresh IPC namespace, or skips the whole test. */
static inline void namespace_enter(void)
{
	if (unshare(CLONE_NEWIPC) == 0 ||
	    (errno == EPERM && namespace_enter_as_user()))
		return;
	printf("1..0 # SKIP no private IPC namespace: %s\n", strerror(errno));
	exit(0);
}
