/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/attachments.h"

#include "shm/backing.h"
#include "shm/calls.h"
#include "shm/segment.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static size_t bucket(uint32_t value)
{
	/* ids repeat modulo 32768, keys of one program in their high bytes */
	return (value * 2654435761u) >> 20;
}

struct attachment *attachments_find_key(const struct attachments *attachments,
                                        key_t key)
{
	struct attachment *found = attachments->by_key[bucket((uint32_t)key)];

	while (found && found->key != key)
		found = found->next_of_key;
	return found;
}

struct attachment *attachments_find_id(const struct attachments *attachments,
                                       int id)
{
	struct attachment *found = attachments->by_id[bucket((uint32_t)id)];

	while (found && found->id != id)
		found = found->next_of_id;
	return found;
}

struct attachment *
attachments_find_address(const struct attachments *attachments,
                         const void *address)
{
	struct attachment *found = attachments->first;

	while (found && found->memory != address)
		found = found->next;
	return found;
}

static void link_in(struct attachments *attachments,
                    struct attachment *attachment)
{
	struct attachment **key =
		&attachments->by_key[bucket((uint32_t)attachment->key)];
	struct attachment **id =
		&attachments->by_id[bucket((uint32_t)attachment->id)];

	attachment->next = attachments->first;
	attachments->first = attachment;
	attachment->next_of_key = *key;
	*key = attachment;
	attachment->next_of_id = *id;
	*id = attachment;
}

static void link_out(struct attachments *attachments,
                     struct attachment *attachment)
{
	struct attachment **link = &attachments->first;

	while (*link != attachment)
		link = &(*link)->next;
	*link = attachment->next;

	link = &attachments->by_key[bucket((uint32_t)attachment->key)];
	while (*link != attachment)
		link = &(*link)->next_of_key;
	*link = attachment->next_of_key;

	link = &attachments->by_id[bucket((uint32_t)attachment->id)];
	while (*link != attachment)
		link = &(*link)->next_of_id;
	*link = attachment->next_of_id;
}

static void forget(struct attachments *attachments,
                   struct attachment *attachment)
{
	link_out(attachments, attachment);
	if (attachment->held)
		attachments->held--;
	else
		attachments->passing--;
	backing_close(attachment);
	free(attachment);
}

static size_t round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

/* The kernel unmapped them: shmat(2), SHM_REMAP. */
static void forget_covered(struct attachments *attachments, const char *memory,
                           size_t mapped)
{
	struct attachment *next;

	for (struct attachment *old = attachments->first; old; old = next) {
		next = old->next;
		if (old->memory >= memory && old->memory < memory + mapped)
			forget(attachments, old);
	}
}

struct attachment *attachments_add(struct attachments *attachments,
                                   struct calls *calls,
                                   const struct segment *segment,
                                   const void *address, int flags)
{
	struct attachment *added = calloc(1, sizeof(*added));
	void *memory;

	if (!added)
		return NULL;
	memory = call_shmat(calls, segment->id, address, flags);
	if ((intptr_t)memory == -1) {
		free(added);
		return NULL;
	}
	added->memory = memory;
	added->size = segment->size;
	added->page_size = (size_t)sysconf(_SC_PAGESIZE);
	added->mapped = round_up(segment->size, added->page_size);
	added->id = segment->id;
	added->key = segment->key;
	added->removed = segment->removed;
	added->writable = !(flags & SHM_RDONLY);
	added->executable = flags & SHM_EXEC;
	if (flags & SHM_REMAP)
		forget_covered(attachments, memory, added->mapped);
	link_in(attachments, added);
	attachments->passing++;
	return added;
}

void attachments_hold(struct attachments *attachments,
                      struct attachment *attachment)
{
	if (attachment->held)
		return;
	attachments->held++;
	attachments->passing--;
	attachment->held = true;
}

void attachments_mark_removed(struct attachments *attachments, int id)
{
	struct attachment *at = attachments_find_id(attachments, id);

	for (; at; at = at->next_of_id)
		if (at->id == id)
			at->removed = true;
}

void attachments_forget_pages(struct attachments *attachments, int id)
{
	struct attachment *at = attachments_find_id(attachments, id);

	for (; at; at = at->next_of_id) {
		if (at->id != id)
			continue;
		at->resident_from = at->resident_to = 0;
		at->tables_from = at->tables_to = 0;
	}
}

int attachments_remove(struct attachments *attachments, struct calls *calls,
                       struct attachment *attachment)
{
	if (call_shmdt(calls, attachment->memory) != 0)
		return -1;
	forget(attachments, attachment);
	return 0;
}

void attachments_drop_passing(struct attachments *attachments,
                              struct calls *calls)
{
	size_t left = attachments->passing;
	struct attachment *next;

	for (struct attachment *old = attachments->first; left > 0;
	     old = next) {
		next = old->next;
		if (old->held)
			continue;
		left--;
		attachments_remove(attachments, calls, old);
	}
}

int attachments_remove_all(struct attachments *attachments, struct calls *calls)
{
	struct attachment *next;
	int error = 0;

	for (struct attachment *old = attachments->first; old; old = next) {
		next = old->next;
		if (attachments_remove(attachments, calls, old) != 0)
			error = errno;
	}
	errno = error;
	return error ? -1 : 0;
}
