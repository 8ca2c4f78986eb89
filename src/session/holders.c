/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/holders.h"

#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A pass finds them by process; they are wanted by segment. */
struct index {
	struct holder *items; /* by id, then as they were found */
	size_t count;
};

static int compare(const void *left, const void *right)
{
	const struct process_attachment *a =
		((const struct holder *)left)->attachment;
	const struct process_attachment *b =
		((const struct holder *)right)->attachment;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return (a > b) - (a < b);
}

static bool index_make(struct index *index, const struct processes *processes)
{
	index->count = 0;
	index->items =
		calloc(processes->attachment_count + 1, sizeof(*index->items));
	if (!index->items)
		return false;
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->items[i];

		for (size_t j = 0; j < process->count; j++)
			index->items[index->count++] = (struct holder){
				.process = process,
				.attachment =
					&processes->attachments[process->first +
				                                j],
			};
	}
	qsort(index->items, index->count, sizeof(*index->items), compare);
	return true;
}

/* The first of those of segment ID, or where it would be. */
static size_t index_find(const struct index *index, int id)
{
	size_t low = 0;
	size_t high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->items[middle].attachment->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Writes those of HELD to ITEMS, unless that is NULL; returns how many. */
static size_t collect(const struct index *index, struct held_segment *held,
                      struct holder *items)
{
	int id = held->segment.id;
	const struct process *last = NULL;
	size_t count = 0;

	held->holders = items;
	held->seen = 0;
	held->process_count = 0;
	for (size_t i = index_find(index, id);
	     i < index->count && index->items[i].attachment->id == id; i++) {
		const struct holder *holder = &index->items[i];

		if (!process_attachment_is_of(holder->attachment,
		                              &held->segment))
			continue;
		if (items) {
			items[count] = *holder;
			items[count].held = held;
		}
		count++;
		held->seen += holder->attachment->mappings;
		held->process_count += holder->process != last;
		last = holder->process;
	}
	return count;
}

/* Only what nattch held before the pass and after it is surely hidden: others
 * attach and detach meanwhile. */
static void find_hidden(struct session *session, struct held_segment *held)
{
	struct segment after;
	unsigned long nattch = held->segment.nattch;

	if (nattch == 0)
		return;
	if (segment_stat(&session->calls, held->segment.id, &after) != 0)
		nattch = 0;
	else if (after.nattch < nattch)
		nattch = after.nattch;
	if (nattch > held->seen)
		held->hidden = nattch - held->seen;
}

static bool assign(struct session *session, struct holders *holders)
{
	struct index index;
	size_t count = 0;

	if (!index_make(&index, &holders->processes))
		return false;
	for (size_t i = 0; i < holders->count; i++)
		count += collect(&index, &holders->segments[i], NULL);
	holders->items = calloc(count + 1, sizeof(*holders->items));
	for (size_t i = 0; holders->items && i < holders->count; i++) {
		struct held_segment *held = &holders->segments[i];

		held->holder_count = collect(
			&index, held, holders->items + holders->item_count);
		holders->item_count += held->holder_count;
		find_hidden(session, held);
	}
	free(index.items);
	return holders->items;
}

static bool is_any_attached(const struct segment *segments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (segments[i].nattch > 0)
			return true;
	return false;
}

bool holders_find(struct session *session, const struct segment *segments,
                  size_t count, struct holders *holders)
{
	*holders = (struct holders){ .count = count };
	holders->segments = calloc(count + 1, sizeof(*holders->segments));
	if (!holders->segments)
		return fail(session, "out of memory");
	for (size_t i = 0; i < count; i++)
		holders->segments[i].segment = segments[i];
	if (is_any_attached(segments, count) &&
	    processes_scan(&holders->processes, count == 1 ? segments : NULL) !=
	            0) {
		int error = errno;

		holders_finish(holders);
		return fail(session, "the processes in /proc: %s (%s)",
		            strerror(error), strerrorname_np(error));
	}
	if (!assign(session, holders)) {
		holders_finish(holders);
		return fail(session, "out of memory");
	}
	return true;
}

void holders_finish(struct holders *holders)
{
	processes_finish(&holders->processes);
	free(holders->segments);
	free(holders->items);
	*holders = (struct holders){ 0 };
}
