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

/* Pages that one mincore(2) tells of: few at first, for where runs are short,
 * and at most 256 MiB of them. */
enum {
	PAGES_FIRST = 64,
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

static bool swap_is_used(void)
{
	struct sysinfo info;

	return sysinfo(&info) != 0 || info.freeswap != info.totalswap;
}

/* How many of the COUNT pages from FIRST on are like it; *ABSENT is what they
 * are. */
static size_t count_like(const struct attachment *attachment, size_t first,
                         size_t count, bool *absent)
{
	static unsigned char pages[PAGES_AT_ONCE];
	size_t most = PAGES_FIRST;
	size_t like = 0;

	*absent = false;
	while (like < count) {
		size_t look = count - like < most ? count - like : most;
		const unsigned char *end;

		/* where the kernel does not tell, reading is the only way */
		if (mincore(attachment->memory +
		                    (first + like) * attachment->page_size,
		            look * attachment->page_size, pages))
			return like > 0 ? like : count;
		for (size_t i = 0; i < look; i++)
			pages[i] &= 1;
		if (like == 0)
			*absent = !pages[0];
		end = memchr(pages, *absent, look);
		if (end)
			return like + (size_t)(end - pages);
		like += look;
		most = most < PAGES_AT_ONCE / 4 ? most * 4 : PAGES_AT_ONCE;
	}
	return count;
}

/* mincore(2) does not tell a page in swap from one that never was: were those
 * *COUNT pages never, or, in the end, the first of them? SWAP_USED is whether
 * any was in use before. */
static bool absent_are_hole(const struct attachment *attachment, size_t first,
                            size_t *count, bool swap_used)
{
	uint64_t resident;
	uint64_t swapped;
	bool absent;

	if (!swap_used && !swap_is_used())
		return true;
	if (!segment_memory(attachment->id, &resident, &swapped) ||
	    swapped != 0)
		return false;
	/* one may have come back from swap before that was asked */
	*count = count_like(attachment, first, *count, &absent);
	return absent;
}

static struct extent find_by_pages(struct attachment *attachment, size_t offset,
                                   size_t length)
{
	size_t page = attachment->page_size;
	size_t first = offset / page;
	size_t count = (offset + length - 1) / page - first + 1;
	struct extent extent = { .sort = EXTENT_PRESENT };
	bool swap_used = swap_is_used();
	bool absent;
	size_t end;

	count = count_like(attachment, first, count, &absent);
	/* huge pages that only others have used are called absent, too */
	if (absent && !backing_is_huge(attachment))
		extent.sort =
			absent_are_hole(attachment, first, &count, swap_used)
				? EXTENT_HOLE
				: EXTENT_UNTOLD;
	end = (first + count) * page;
	extent.length = end < offset + length ? end - offset : length;
	return extent;
}

static bool is_absent(const struct attachment *attachment, size_t offset)
{
	size_t page = attachment->page_size;
	unsigned char present = 1;

	return mincore(attachment->memory + offset / page * page, page,
	               &present) == 0 &&
	       !(present & 1);
}

struct extent extent_find(struct attachment *attachment, size_t offset,
                          size_t length)
{
	struct extent extent;
	int file = length >= BACKING_WORTH ? backing_file(attachment) : -1;

	/* the file knows the end of a hole at once, and what is in swap;
	 * mincore(2) sooner what is there */
	if (file >= 0 && is_absent(attachment, offset) &&
	    find_in_file(file, offset, length, &extent))
		return extent;
	return find_by_pages(attachment, offset, length);
}
