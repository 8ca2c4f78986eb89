/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/processes.h"
#include "shm/segment.h"

#include <string.h>

bool process_attachment_is_of(const struct process_attachment *attachment,
                              const struct segment *segment)
{
	return attachment->id == segment->id &&
	       (attachment->key == segment->key || segment->removed);
}

unsigned long process_mappings(const struct processes *processes, size_t index,
                               const struct segment *segment)
{
	const struct process *process = &processes->items[index];
	const struct process_attachment *attachments =
		processes->attachments + process->first;
	unsigned long mappings = 0;

	for (size_t i = 0; i < process->count; i++)
		if (process_attachment_is_of(&attachments[i], segment))
			mappings += attachments[i].mappings;
	return mappings;
}

size_t processes_attached(const struct segment *segment,
                          struct attached_process *found, size_t room)
{
	struct processes processes = { 0 };
	size_t count;

	if (segment->nattch > 0)
		processes_scan(&processes, segment);
	count = processes.count;
	for (size_t i = 0; i < count && i < room; i++) {
		const struct process *process = &processes.items[i];

		found[i] = (struct attached_process){ .pid = process->pid };
		strcpy(found[i].command, process->command);
		found[i].mappings = process_mappings(&processes, i, segment);
	}
	processes_finish(&processes);
	return count;
}
