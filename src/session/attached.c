/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/attached.h"

#include "session/names.h"
#include "session/report.h"
#include "shm/segment.h"
#include "text/line.h"

#include <stdio.h>
#include <unistd.h>

void attached_find(const struct segment *segment,
                   struct attached_processes *attached)
{
	*attached = (struct attached_processes){ 0 };
	if (segment->nattch == 0)
		return;
	attached->count =
		processes_attached(segment->id, segment->nattch,
	                           attached->processes, ATTACHED_NAMED);
	for (size_t i = 0; i < attached->count && i < ATTACHED_NAMED; i++)
		attached->mappings += attached->processes[i].mappings;
}

void attached_add(const struct attached_processes *attached,
                  const struct segment *segment, struct line *line)
{
	char name[NAME_ROOM];

	for (size_t i = 0; i < attached->count && i < ATTACHED_NAMED; i++) {
		pid_t pid = attached->processes[i].pid;

		if (pid == getpid())
			snprintf(name, sizeof(name), "this shmsh");
		else
			name_process(pid, 0, name);
		line_add(line, "%s%s", i ? ", " : ": ", name);
	}
	if (attached->count > ATTACHED_NAMED)
		line_add(line, " and %zu more",
		         attached->count - ATTACHED_NAMED);
	else if (attached->mappings < segment->nattch)
		line_add(line, "%s%lu not visible to you",
		         attached->count ? ", " : ": ",
		         segment->nattch - attached->mappings);
}

void attached_note_kept(struct session *session, const struct segment *segment)
{
	char who[400];
	struct line line = line_on(who, sizeof(who));
	struct attached_processes attached;

	if (segment->nattch == 0)
		return;
	attached_find(segment, &attached);
	attached_add(&attached, segment, &line);
	note(session, "id %d: %lu mapping%s the access %s%s", segment->id,
	     segment->nattch, segment->nattch == 1 ? " keeps" : "s keep",
	     segment->nattch == 1 ? "it has" : "they have", who);
}
