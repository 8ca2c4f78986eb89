/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/world_system.h"

#include "assist/candidates.h"
#include "assist/world.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>

static void add_users(struct candidates *candidates)
{
	const struct passwd *user;
	char summary[WORLD_TEXT];

	setpwent();
	while ((user = getpwent())) {
		snprintf(summary, sizeof(summary), "uid %u", user->pw_uid);
		candidates_add(candidates, user->pw_name, summary);
	}
	endpwent();
}

/* Groups behind the USER: that is typed, LENGTH bytes of it. */
static void add_groups(struct candidates *candidates, int length)
{
	const struct group *group;
	char text[WORLD_TEXT];
	char summary[WORLD_TEXT];

	setgrent();
	while ((group = getgrent())) {
		snprintf(text, sizeof(text), "%.*s%s", length,
		         candidates->prefix, group->gr_name);
		snprintf(summary, sizeof(summary), "gid %u", group->gr_gid);
		candidates_add(candidates, text, summary);
	}
	endgrent();
}

void world_add_owners(void *context, struct candidates *candidates)
{
	const char *colon =
		memchr(candidates->prefix, ':', candidates->prefix_length);

	(void)context;
	if (colon)
		add_groups(candidates, (int)(colon + 1 - candidates->prefix));
	else
		add_users(candidates);
}
