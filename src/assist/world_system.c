/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/world_system.h"

#include "assist/candidates.h"
#include "assist/world.h"
#include "shm/namespace.h"
#include "shm/namespaces.h"
#include "shm/process.h"

#include <grp.h>
#include <inttypes.h>
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

static void add_namespace(struct candidates *candidates,
                          const struct ipc_namespace *namespace)
{
	char pid[32];
	char command[64];
	char summary[WORLD_TEXT];

	if (process_command_listed(namespace->pid, command, sizeof(command)) !=
	    0)
		return;
	snprintf(pid, sizeof(pid), "%d", (int)namespace->pid);
	snprintf(summary, sizeof(summary),
	         "%s  of %zu process%s in ipc:%" PRIu64, command,
	         namespace->processes, namespace->processes == 1 ? "" : "es",
	         namespace->number);
	candidates_add(candidates, pid, summary);
}

void world_add_namespaces(void *context, struct candidates *candidates)
{
	struct ipc_namespaces namespaces;
	uint64_t own = namespace_own();

	(void)context;
	if (namespaces_find(&namespaces) != 0)
		return;
	for (size_t i = 0; i < namespaces.count; i++)
		if (namespaces.items[i].number != own)
			add_namespace(candidates, &namespaces.items[i]);
	namespaces_finish(&namespaces);
}
