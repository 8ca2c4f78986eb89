/*
 * What is mapped here. An attachment is held when the user asked for it, or
 * passing when a command needed it; one of a key or an id is found in constant
 * time, the latest first.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct calls;
struct segment;

struct attachment {
	char *memory;
	size_t size;   /* shm_segsz: the mapping itself is rounded up */
	size_t mapped; /* bytes of address space, whole pages */
	size_t page_size;
	int id;
	key_t key; /* when it was attached: see attachment_key */
	bool writable;
	bool executable;
	bool held;
	bool removed;          /* as far as this process knows */
	unsigned long checked; /* the epoch in which KEY was seen to name ID */
	/* bytes known to be in memory, so that a look makes no page */
	size_t resident_from;
	size_t resident_to;
	/* bytes whose page tables were built, see populate.h */
	size_t tables_from;
	size_t tables_to;
	int file; /* see backing.h */
	bool file_tried;
	bool huge;
	bool huge_known;
	size_t fault; /* where the last access failed with EFAULT */
	struct attachment *next;
	struct attachment *next_of_key;
	struct attachment *next_of_id;
};

/* The key that still means it: 0 once it was removed. */
static inline key_t attachment_key(const struct attachment *attachment)
{
	return attachment->removed ? 0 : attachment->key;
}

enum {
	ATTACHMENT_BUCKETS = 4096
};

struct attachments {
	struct attachment *first; /* the latest */
	size_t held;
	size_t passing; /* those that are not held */
	struct attachment *by_key[ATTACHMENT_BUCKETS];
	struct attachment *by_id[ATTACHMENT_BUCKETS];
};

struct attachment *attachments_find_key(const struct attachments *attachments,
                                        key_t key);
struct attachment *attachments_find_id(const struct attachments *attachments,
                                       int id);
struct attachment *
attachments_find_address(const struct attachments *attachments,
                         const void *address);

/*
 * Attaches SEGMENT by shmat(2) with ADDRESS and FLAGS (SHM_RDONLY, ...) and
 * records it. With SHM_REMAP the attachments that it covers are forgotten: the
 * caller has checked the range. NULL and errno on failure.
 */
struct attachment *attachments_add(struct attachments *attachments,
                                   struct calls *calls,
                                   const struct segment *segment,
                                   const void *address, int flags);

/* The user asked for it: it stays until the user detaches it. */
void attachments_hold(struct attachments *attachments,
                      struct attachment *attachment);

/* Pages of segment ID were given back: what is known of them holds no more. */
void attachments_forget_pages(struct attachments *attachments, int id);

/* Segment ID was removed: its key is free. */
void attachments_mark_removed(struct attachments *attachments, int id);

/* Detaches and frees; -1 and errno when shmdt(2) fails, and it stays. */
int attachments_remove(struct attachments *attachments, struct calls *calls,
                       struct attachment *attachment);

/* Detaches those that are not held. */
void attachments_drop_passing(struct attachments *attachments,
                              struct calls *calls);

/* Detaches all; -1 and the last errno when one could not be. */
int attachments_remove_all(struct attachments *attachments,
                           struct calls *calls);
