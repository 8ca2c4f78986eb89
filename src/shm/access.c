/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/access.h"

#include "shm/attachments.h"
#include "shm/fault.h"
#include "shm/headroom.h"
#include "shm/segment.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>

/* Pages that one mincore(2) tells of. */
enum {
	PAGES_AT_ONCE = 256
};

bool access_fits(const struct attachment *attachment, size_t offset,
                 size_t length)
{
	return offset <= attachment->size &&
	       length <= attachment->size - offset;
}

/* Where in the segment the fault was; where the copy began when that is not
 * told. */
static size_t fault_offset(const struct attachment *attachment)
{
	size_t at = (size_t)((uintptr_t)fault_address -
	                     (uintptr_t)attachment->memory);

	return at < attachment->size ? at : attachment->fault;
}

/* memcpy of bytes at OFFSET of the segment that a fault ends. */
static int copy_guarded(struct attachment *attachment, size_t offset, void *to,
                        const void *from, size_t length)
{
	attachment->fault = offset;
	if (sigsetjmp(fault_target, 0)) {
		attachment->fault = fault_offset(attachment);
		errno = EFAULT;
		return -1;
	}
	fault_awaited = 1;
	/* the compiler must leave the copy between the two stores */
	__asm__ volatile("" ::: "memory");
	memcpy(to, from, length);
	__asm__ volatile("" ::: "memory");
	fault_awaited = 0;
	return 0;
}

static bool known_resident(const struct attachment *attachment, size_t offset,
                           size_t length)
{
	return offset >= attachment->resident_from &&
	       offset + length <= attachment->resident_to;
}

/* Remembers [FROM, TO), joined to what was known where the two touch. */
static void learn_resident(struct attachment *attachment, size_t from,
                           size_t to)
{
	if (from <= attachment->resident_to &&
	    attachment->resident_from <= to) {
		if (attachment->resident_from < from)
			from = attachment->resident_from;
		if (attachment->resident_to > to)
			to = attachment->resident_to;
	}
	attachment->resident_from = from;
	attachment->resident_to = to;
}

/* The pages of a write are there now. */
static void learn_pages(struct attachment *attachment, size_t offset,
                        size_t length)
{
	size_t page = attachment->page_size;

	learn_resident(attachment, offset / page * page,
	               (offset + length + page - 1) / page * page);
}

/* A run of pages that are all there, or all not, from OFFSET on. */
struct run {
	size_t length; /* bytes, cut at the end of what was asked */
	bool resident;
};

static struct run run_find(struct attachment *attachment, size_t offset,
                           size_t length)
{
	unsigned char pages[PAGES_AT_ONCE];
	size_t page = attachment->page_size;
	size_t first = offset / page;
	size_t count = (offset + length - 1) / page - first + 1;
	size_t same = 1;
	size_t end;

	count = count < PAGES_AT_ONCE ? count : PAGES_AT_ONCE;
	/* where the kernel does not tell, reading it is the only way */
	if (mincore(attachment->memory + first * page, count * page, pages))
		memset(pages, 1, count);
	while (same < count && (pages[same] & 1) == (pages[0] & 1))
		same++;
	end = (first + same) * page;
	if (end > offset + length)
		end = offset + length;
	if (pages[0] & 1)
		learn_resident(attachment, first * page, (first + same) * page);
	return (struct run){ end - offset, pages[0] & 1 };
}

/* mincore(2) does not tell a page in swap from one that never was. */
static bool absent_is_zero(const struct attachment *attachment)
{
	struct sysinfo info;
	uint64_t resident;
	uint64_t swapped;

	if (sysinfo(&info) == 0 && info.freeswap == info.totalswap)
		return true;
	return segment_memory(attachment->id, &resident, &swapped) &&
	       swapped == 0;
}

static int read_runs(struct attachment *attachment, struct headroom *headroom,
                     size_t offset, char *to, size_t length)
{
	bool asked = false;
	bool zero = false;

	while (length > 0) {
		struct run run = run_find(attachment, offset, length);

		if (!run.resident && !asked) {
			zero = absent_is_zero(attachment);
			asked = true;
		}
		if (!run.resident && zero) {
			memset(to, 0, run.length);
		} else if (!run.resident &&
		           !headroom_take(headroom, run.length)) {
			errno = ENOMEM;
			return -1;
		} else if (copy_guarded(attachment, offset, to,
		                        attachment->memory + offset,
		                        run.length) != 0) {
			return -1;
		}
		offset += run.length;
		to += run.length;
		length -= run.length;
	}
	return 0;
}

int access_read(struct attachment *attachment, struct headroom *headroom,
                size_t offset, void *to, size_t length)
{
	if (!access_fits(attachment, offset, length)) {
		errno = ERANGE;
		return -1;
	}
	if (known_resident(attachment, offset, length))
		return copy_guarded(attachment, offset, to,
		                    attachment->memory + offset, length);
	return read_runs(attachment, headroom, offset, to, length);
}

/* Bytes of pages that a write at OFFSET would make. */
static uint64_t absent_bytes(struct attachment *attachment, size_t offset,
                             size_t length)
{
	uint64_t absent = 0;

	while (length > 0) {
		struct run run = run_find(attachment, offset, length);

		if (!run.resident)
			absent += run.length / attachment->page_size *
			                  attachment->page_size +
			          attachment->page_size;
		offset += run.length;
		length -= run.length;
	}
	return absent;
}

int access_write(struct attachment *attachment, struct headroom *headroom,
                 size_t offset, const void *from, size_t length)
{
	if (!access_fits(attachment, offset, length)) {
		errno = ERANGE;
		return -1;
	}
	if (!attachment->writable) {
		errno = EACCES;
		return -1;
	}
	if (!known_resident(attachment, offset, length)) {
		uint64_t absent = absent_bytes(attachment, offset, length);

		if (absent > 0 && !headroom_take(headroom, absent)) {
			errno = ENOMEM;
			return -1;
		}
	}
	if (copy_guarded(attachment, offset, attachment->memory + offset, from,
	                 length) != 0)
		return -1;
	if (length > 0 && !known_resident(attachment, offset, length))
		learn_pages(attachment, offset, length);
	return 0;
}
