/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/touch.h"

#include "shm/attachments.h"
#include "shm/extent.h"
#include "shm/fault.h"
#include "shm/headroom.h"
#include "shm/populate.h"

#include <errno.h>
#include <stdint.h>

int touch_prepare(struct attachment *attachment, struct headroom *headroom,
                  size_t offset, size_t length, size_t *pages, size_t *absent)
{
	size_t page = attachment->page_size;
	size_t end = offset + length;

	*pages = 0;
	*absent = 0;
	while (offset < end) {
		struct extent extent =
			extent_find(attachment, offset, end - offset);
		size_t count = (offset + extent.length + page - 1) / page -
		               offset / page;

		*pages += count;
		if (extent.sort != EXTENT_PRESENT)
			*absent += count;
		offset += extent.length;
	}
	if (headroom_take(headroom, (uint64_t)*absent * page))
		return 0;
	errno = ENOMEM;
	return -1;
}

struct walk {
	char *from;
	char *to;
	size_t page_size;
};

/* A fault that reads makes the page, too: shmem has no page that all share. */
static void read_each(void *context)
{
	const struct walk *walk = context;

	for (char *at = walk->from; at < walk->to; at += walk->page_size)
		*(volatile char *)at;
}

int touch_pages(struct attachment *attachment, struct populate *populate_with,
                size_t offset, size_t length)
{
	size_t page = attachment->page_size;
	struct walk walk = {
		.from = attachment->memory + offset / page * page,
		.to = attachment->memory + offset + length,
		.page_size = page,
	};

	populate(populate_with, attachment, offset, length, length);
	if (fault_guard(read_each, &walk) == 0)
		return 0;
	attachment->fault = (size_t)((uintptr_t)fault_address -
	                             (uintptr_t)attachment->memory);
	return -1;
}
