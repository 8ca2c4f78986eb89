/* From the owner that the user named to the kernel's numbers. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct owner_name;
struct session;

struct owner {
	bool has_user;
	bool has_group;
	uid_t user;
	gid_t group;
};

/* Says what is unknown, and which name is near it. */
bool owner_find(struct session *session, const struct owner_name *name,
                struct owner *owner);
