/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/extent.h"

#include "shm/attachments.h"
#include "shm/backing.h"
#include "shm/segment.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <unistd.h>

/* Pages that one mincore(2) tells of: 256 MiB of them. */
enum {
	PAGES_AT_ONCE = 65536,
};

/* tmpfs knows its holes, and counts pages in swap as data: lseek(2). */
static bool find_in_file(int file, size_t offset, size_t length,
                         struct extent *extent)
{
	off_t next = lseek(file, (off_t)offset, SEEK_DATA);

	if (next < 0 && errno != ENXIO)
		return false;
	extent->sort = next < 0 || (size_t)next > offset ? EXTENT_HOLE
	                                                 : EXTENT_PRESENT;
	if (extent->sort == EXTENT_PRESENT)
		next = lseek(file, (off_t)offset, SEEK_HOLE);
	extent->length = length;
	if (next >= 0 && (size_t)next - offset < length)
		extent->length = (size_t)next - offset;
	return true;
}

/* mincore(2) does not tell a page in swap from one that never was; what says
 * so must be asked after it. */
static bool absent_is_hole(const struct attachment *attachment)
{
	struct sysinfo info;
	uint64_t resident;
	uint64_t swapped;

	if (sysinfo(&info) == 0 && info.freeswap == info.totalswap)
		return true;
	return segment_memory(attachment->id, &resident, &swapped) &&
	       swapped == 0;
}

/* How many of the COUNT pages from the first on are like it; *ABSENT is what
 * they are. */
static size_t count_like(const struct attachment *attachment, size_t first,
                         size_t count, bool *absent)
{
	static unsigned char pages[PAGES_AT_ONCE];
	const unsigned char *end;

	count = count < PAGES_AT_ONCE ? count : PAGES_AT_ONCE;
	/* where the kernel does not tell, reading it is the only way */
	*absent = false;
	if (mincore(attachment->memory + first * attachment->page_size,
	            count * attachment->page_size, pages))
		return count;
	for (size_t i = 0; i < count; i++)
		pages[i] &= 1;
	*absent = !pages[0];
	end = memchr(pages, *absent, count);
	return end ? (size_t)(end - pages) : count;
}

/* The same, but 0 and not MORE when the first of them is there. */
static size_t count_hole(const struct attachment *attachment, size_t first,
                         size_t count, bool *more)
{
	size_t like = count_like(attachment, first, count, more);

	return *more ? like : 0;
}

static struct extent find_by_pages(const struct attachment *attachment,
                                   size_t offset, size_t length)
{
	size_t page = attachment->page_size;
	size_t first = offset / page;
	size_t count = (offset + length - 1) / page - first + 1;
	struct extent extent = { .sort = EXTENT_PRESENT };
	bool absent;
	size_t like = count_like(attachment, first, count, &absent);
	bool more = absent;
	size_t end;

	/* a hole is often far larger than one look */
	while (more && like < count && like % PAGES_AT_ONCE == 0)
		like += count_hole(attachment, first + like, count - like,
		                   &more);
	if (absent)
		extent.sort = absent_is_hole(attachment) ? EXTENT_HOLE
		                                         : EXTENT_UNTOLD;
	end = (first + like) * page;
	extent.length = end < offset + length ? end - offset : length;
	return extent;
}

struct extent extent_find(struct attachment *attachment, size_t offset,
                          size_t length)
{
	struct extent extent;
	int file = length >= BACKING_WORTH ? backing_file(attachment) : -1;

	if (file >= 0 && find_in_file(file, offset, length, &extent))
		return extent;
	return find_by_pages(attachment, offset, length);
}
