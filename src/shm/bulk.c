/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/bulk.h"

#include "shm/access.h"
#include "shm/attachments.h"
#include "shm/backing.h"
#include "shm/headroom.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

enum {
	ZEROS = 256 << 10
};

/* What lies at OFFSET, LENGTH bytes at most. Each run is looked for once:
 * forwards up to the end of all, backwards up to where the last one was. */
static struct extent extent_at(struct bulk *bulk, size_t offset, size_t length)
{
	struct extent *extent = &bulk->extent;
	size_t to = bulk->from + extent->length;
	struct extent found;

	if (offset < bulk->from || offset >= to) {
		size_t limit = offset < bulk->from ? bulk->from : bulk->end;

		*extent = extent_find(bulk->attachment, offset, limit - offset);
		bulk->from = offset;
		to = offset + extent->length;
	}
	found = *extent;
	found.length = to - offset < length ? to - offset : length;
	return found;
}

/* Bytes of pages that are not there, up to MOST. */
static uint64_t absent_bytes(struct bulk *bulk, size_t offset, size_t length,
                             uint64_t most)
{
	size_t page = bulk->attachment->page_size;
	uint64_t absent = 0;

	while (length > 0 && absent < most) {
		struct extent extent = extent_at(bulk, offset, length);

		if (extent.sort != EXTENT_PRESENT)
			absent += (extent.length + page - 1) / page * page;
		offset += extent.length;
		length -= extent.length;
	}
	return absent < most ? absent : most;
}

int bulk_begin(struct bulk *bulk, struct attachment *attachment,
               struct headroom *headroom, size_t offset, size_t length,
               uint64_t most)
{
	uint64_t absent;

	*bulk = (struct bulk){
		.attachment = attachment,
		.headroom = headroom,
		.populate.total = length,
		.from = offset + length,
		.end = offset + length,
	};
	if (!access_fits(attachment, offset, length)) {
		errno = ERANGE;
		return -1;
	}
	if (!attachment->writable) {
		errno = EACCES;
		return -1;
	}
	absent = absent_bytes(bulk, offset, length, most);
	if (absent == 0 || headroom_take(headroom, absent))
		return 0;
	errno = ENOMEM;
	return -1;
}

/* Writes what may make pages. */
static int put(struct bulk *bulk, const struct extent *extent, size_t offset,
               const char *from, size_t length)
{
	struct attachment *attachment = bulk->attachment;
	size_t most = bulk->whole ? bulk->end - offset : length;

	if (extent->sort != EXTENT_PRESENT &&
	    !headroom_take(bulk->headroom, length)) {
		errno = ENOMEM;
		return -1;
	}
	if (backing_write(attachment, offset, from, length))
		return 0;
	populate(&bulk->populate, attachment, offset, length, most);
	return access_write(attachment, bulk->headroom, offset, from, length);
}

static bool is_zero(const char *bytes, size_t length)
{
	return bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0;
}

/* How many bytes from OFFSET on are in pages that are all zero, or all not, as
 * *ZERO is set. */
static size_t count_alike(size_t page, size_t offset, const char *bytes,
                          size_t length, bool *zero)
{
	size_t at = 0;

	while (at < length) {
		size_t count = page - (offset + at) % page;
		bool is;

		count = count < length - at ? count : length - at;
		is = is_zero(bytes + at, count);
		if (at == 0)
			*zero = is;
		if (is != *zero)
			break;
		at += count;
	}
	return at;
}

/* Zeros are there already. */
static int write_hole(struct bulk *bulk, const struct extent *extent,
                      size_t offset, const char *from)
{
	size_t page = bulk->attachment->page_size;

	for (size_t done = 0; done < extent->length;) {
		bool zero;
		size_t count = count_alike(page, offset + done, from + done,
		                           extent->length - done, &zero);

		if (!zero &&
		    put(bulk, extent, offset + done, from + done, count) != 0)
			return -1;
		done += count;
	}
	return 0;
}

int bulk_write(struct bulk *bulk, size_t offset, const char *from,
               size_t length)
{
	while (length > 0) {
		struct extent extent = extent_at(bulk, offset, length);
		int result = extent.sort == EXTENT_HOLE
		                     ? write_hole(bulk, &extent, offset, from)
		                     : put(bulk, &extent, offset, from,
		                           extent.length);

		if (result != 0)
			return -1;
		offset += extent.length;
		from += extent.length;
		length -= extent.length;
	}
	return 0;
}

/* Writes zeros wherever there is a page. */
static int write_zeros(struct bulk *bulk, size_t offset, size_t length)
{
	static char zeros[ZEROS]; /* not const: it takes no room */

	while (length > 0) {
		struct extent extent = extent_at(bulk, offset, length);

		if (extent.sort != EXTENT_HOLE && extent.length > ZEROS)
			extent.length = ZEROS;
		if (extent.sort != EXTENT_HOLE &&
		    put(bulk, &extent, offset, zeros, extent.length) != 0)
			return -1;
		offset += extent.length;
		length -= extent.length;
	}
	return 0;
}

/* Whole pages; false when they are to be written. */
static bool give_back(struct bulk *bulk, size_t offset, size_t length)
{
	struct attachment *attachment = bulk->attachment;

	/* the kernel takes a huge page out of the pool again only if one is
	 * free */
	if (length == 0 || backing_is_huge(attachment) ||
	    madvise(attachment->memory + offset, length, MADV_REMOVE) != 0)
		return false;
	bulk->from = bulk->end;
	bulk->extent.length = 0;
	return true;
}

int bulk_zero(struct bulk *bulk, size_t offset, size_t length)
{
	size_t page = bulk->attachment->page_size;
	size_t end = offset + length;
	size_t first = (offset + page - 1) / page * page;
	size_t last = end / page * page;

	if (first >= last || !give_back(bulk, first, last - first))
		return write_zeros(bulk, offset, length);
	if (write_zeros(bulk, offset, first - offset) != 0)
		return -1;
	return write_zeros(bulk, last, end - last);
}

void bulk_end(struct bulk *bulk)
{
	populate_end(&bulk->populate);
}
