/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/attached.h"

#include "session/report.h"
#include "shm/process.h"
#include "shm/segment.h"
#include "text/line.h"

#include <unistd.h>

void attached_find(const struct segment *segment,
                   struct attached_processes *attached)
{
	*attached = (struct attached_processes){ 0 };
	if (segment->nattch == 0)
		return;
	attached->count = processes_attached(segment, attached->processes,
	                                     ATTACHED_NAMED);
	for (size_t i = 0; i < attached->count && i < ATTACHED_NAMED; i++)
		attached->mappings += attached->processes[i].mappings;
}

void attached_add(const struct attached_processes *attached,
                  const struct segment *segment, struct line *line)
{
	for (size_t i = 0; i < attached->count && i < ATTACHED_NAMED; i++) {
		const struct attached_process *process =
			&attached->processes[i];

		line_add(line, i ? ", " : ": ");
		if (process->pid == getpid() && process_numbers_agree())
			line_add(line, "this shmsh");
		else
			line_add(line, "%d (%s)", (int)process->pid,
			         process->command);
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
