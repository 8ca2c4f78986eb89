/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/names.h"

#include "shm/process.h"

#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A look-up costs 70 to 100 us, and one host has few owners of segments. */
enum {
	REMEMBERED = 64
};

enum {
	COMMAND_ROOM = 32
};

struct remembered_name {
	bool filled;
	unsigned number;
	char name[NAME_ROOM];
};

static struct remembered_name users[REMEMBERED];
static struct remembered_name groups[REMEMBERED];

/* The slot of NUMBER, empty when another one's name has to make way. */
static struct remembered_name *slot(struct remembered_name *names,
                                    unsigned number)
{
	struct remembered_name *found = &names[number % REMEMBERED];

	if (found->number != number)
		found->filled = false;
	found->number = number;
	return found;
}

void name_user(uid_t uid, char name[static NAME_ROOM])
{
	struct remembered_name *known = slot(users, uid);

	if (!known->filled) {
		const struct passwd *user = getpwuid(uid);

		if (user)
			snprintf(known->name, NAME_ROOM, "%s", user->pw_name);
		else
			snprintf(known->name, NAME_ROOM, "%u", uid);
		known->filled = true;
	}
	memcpy(name, known->name, NAME_ROOM);
}

void name_group(gid_t gid, char name[static NAME_ROOM])
{
	struct remembered_name *known = slot(groups, gid);

	if (!known->filled) {
		const struct group *group = getgrgid(gid);

		if (group)
			snprintf(known->name, NAME_ROOM, "%s", group->gr_name);
		else
			snprintf(known->name, NAME_ROOM, "%u", gid);
		known->filled = true;
	}
	memcpy(name, known->name, NAME_ROOM);
}

void names_forget(void)
{
	for (size_t i = 0; i < REMEMBERED; i++) {
		users[i].filled = false;
		groups[i].filled = false;
	}
}

/* Our own command does not change: it is read once. */
static int read_command(pid_t pid, char command[static COMMAND_ROOM])
{
	static char own[COMMAND_ROOM];

	if (pid != getpid())
		return process_command(pid, command, COMMAND_ROOM);
	if (!*own && process_command(pid, own, COMMAND_ROOM) != 0)
		return -1;
	memcpy(command, own, COMMAND_ROOM);
	return 0;
}

/* May it be the one that was there at LATEST? Its start is put together from
 * two clocks, each cut to whole seconds. */
static bool may_be(pid_t pid, int64_t latest)
{
	return latest == 0 || pid == getpid() ||
	       process_start(pid) <= latest + 1;
}

void name_process(pid_t pid, int64_t latest, char name[static NAME_ROOM])
{
	char command[COMMAND_ROOM];

	if (pid == 0)
		snprintf(name, NAME_ROOM, "? (another pid namespace)");
	else if (may_be(pid, latest) && read_command(pid, command) == 0)
		snprintf(name, NAME_ROOM, "%d (%s)", (int)pid, command);
	else if (may_be(pid, latest) && process_exists(pid))
		snprintf(name, NAME_ROOM, "%d (?)", (int)pid);
	else
		snprintf(name, NAME_ROOM, "%d (gone)", (int)pid);
}
