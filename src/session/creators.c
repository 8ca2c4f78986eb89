/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/creators.h"

#include "shm/process.h"
#include "shm/segment.h"

#include <stddef.h>
#include <unistd.h>

/* One segment after the other often has the same one. */
static struct creator *find(struct creators *creators, pid_t pid)
{
	struct creator *seen =
		&creators->seen[(unsigned)pid % CREATORS_REMEMBERED];

	if (seen->pid == pid)
		return seen;
	*seen = (struct creator){ .pid = pid, .exists = true };
	if (pid == getpid())
		return seen;
	seen->exists = process_exists(pid);
	if (seen->exists)
		seen->start = process_start(pid);
	return seen;
}

static const char *command_of(struct creator *creator)
{
	if (!creator->command_read &&
	    process_command(creator->pid, creator->command, CREATOR_ROOM) != 0)
		creator->command[0] = '\0';
	creator->command_read = true;
	return creator->command;
}

/* The segment is no younger than this: any of its times may be changed, and
 * all only to later ones. */
static int64_t made_by(const struct segment *segment)
{
	int64_t earliest = segment->change_time;

	if (segment->attach_time && segment->attach_time < earliest)
		earliest = segment->attach_time;
	if (segment->detach_time && segment->detach_time < earliest)
		earliest = segment->detach_time;
	return earliest;
}

enum creator_state creator_look(struct creators *creators,
                                const struct segment *segment,
                                const char **command)
{
	struct creator *creator;

	if (command)
		*command = "";
	if (segment->creator_pid <= 0)
		return CREATOR_UNKNOWN;
	creator = find(creators, segment->creator_pid);
	/* both times are whole seconds: one of them may be a second off; a
	 * process that began later has only inherited the number */
	if (!creator->exists || creator->start > made_by(segment) + 1)
		return CREATOR_GONE;
	if (command)
		*command = command_of(creator);
	return CREATOR_EXISTS;
}

bool segment_is_orphan(struct creators *creators, const struct segment *segment)
{
	return segment->nattch == 0 &&
	       creator_look(creators, segment, NULL) == CREATOR_GONE;
}
