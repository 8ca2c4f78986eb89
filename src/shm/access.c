/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/access.h"

#include "shm/attachments.h"
#include "shm/backing.h"
#include "shm/extent.h"
#include "shm/fault.h"
#include "shm/headroom.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

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

/* What lies at OFFSET; pages that are there are remembered. */
static struct extent find_extent(struct attachment *attachment, size_t offset,
                                 size_t length)
{
	struct extent extent = extent_find(attachment, offset, length);

	if (extent.sort == EXTENT_PRESENT)
		learn_pages(attachment, offset, extent.length);
	return extent;
}

int access_prepare_read(struct attachment *attachment,
                        struct headroom *headroom, size_t offset,
                        size_t *length, bool *hole)
{
	struct extent extent;

	*hole = false;
	if (!access_fits(attachment, offset, *length)) {
		errno = ERANGE;
		return -1;
	}
	if (known_resident(attachment, offset, *length))
		return 0;
	extent = find_extent(attachment, offset, *length);
	*length = extent.length;
	*hole = extent.sort == EXTENT_HOLE;
	if (extent.sort != EXTENT_UNTOLD ||
	    headroom_take(headroom, extent.length))
		return 0;
	errno = ENOMEM;
	return -1;
}

/* Out of the way of the common case, so that it needs no stack. */
__attribute__((noinline)) static int read_extents(struct attachment *attachment,
                                                  struct headroom *headroom,
                                                  size_t offset, char *to,
                                                  size_t length)
{
	while (length > 0) {
		size_t alike = length;
		bool hole;

		if (access_prepare_read(attachment, headroom, offset, &alike,
		                        &hole) != 0)
			return -1;
		if (hole)
			memset(to, 0, alike);
		else if (copy_guarded(attachment, offset, to,
		                      attachment->memory + offset, alike) != 0)
			return -1;
		offset += alike;
		to += alike;
		length -= alike;
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
	if (backing_read(attachment, offset, to, length))
		return 0;
	return read_extents(attachment, headroom, offset, to, length);
}

/* Bytes of pages that a write at OFFSET would make. */
static uint64_t absent_bytes(struct attachment *attachment, size_t offset,
                             size_t length)
{
	uint64_t absent = 0;

	while (length > 0) {
		struct extent extent = find_extent(attachment, offset, length);

		if (extent.sort != EXTENT_PRESENT)
			absent += extent.length / attachment->page_size *
			                  attachment->page_size +
			          attachment->page_size;
		offset += extent.length;
		length -= extent.length;
	}
	return absent;
}

/* Is there memory for the pages that a write at OFFSET would make? */
static int reserve(struct attachment *attachment, struct headroom *headroom,
                   size_t offset, size_t length)
{
	uint64_t absent = absent_bytes(attachment, offset, length);

	if (absent == 0 || headroom_take(headroom, absent))
		return 0;
	errno = ENOMEM;
	return -1;
}

int access_prepare_write(struct attachment *attachment,
                         struct headroom *headroom, size_t offset,
                         size_t length)
{
	if (!access_fits(attachment, offset, length)) {
		errno = ERANGE;
		return -1;
	}
	if (!attachment->writable) {
		errno = EACCES;
		return -1;
	}
	if (known_resident(attachment, offset, length))
		return 0;
	return reserve(attachment, headroom, offset, length);
}

int access_write(struct attachment *attachment, struct headroom *headroom,
                 size_t offset, const void *from, size_t length)
{
	bool known = known_resident(attachment, offset, length);

	if (access_prepare_write(attachment, headroom, offset, length) != 0)
		return -1;
	if (!known && backing_write(attachment, offset, from, length))
		return 0;
	if (copy_guarded(attachment, offset, attachment->memory + offset, from,
	                 length) != 0)
		return -1;
	if (length > 0 && !known)
		learn_pages(attachment, offset, length);
	return 0;
}
