/* Pages and holes of a large segment: shm/extent.c, shm/backing.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/extent.h"
#include "check.h"
#include "segment.h"
#include "shm/access.h"

#include <sys/mman.h>

#define SIZE (UINT64_C(4) << 30)

static const size_t touched[] = { 0, 12345678, SIZE - 1 };

enum {
	TOUCHED = sizeof(touched) / sizeof(touched[0])
};

/* Is OFFSET in a page that was touched? */
static bool is_touched(size_t offset)
{
	for (size_t i = 0; i < TOUCHED; i++)
		if (offset / 4096 == touched[i] / 4096)
			return true;
	return false;
}

static void check_walk(struct attachment *attachment, const char *how)
{
	size_t offset = 0;
	size_t present = 0;
	size_t steps = 0;
	bool right = true;
	uint64_t resident;
	uint64_t swapped;

	while (offset < SIZE && steps++ < 100) {
		struct extent extent =
			extent_find(attachment, offset, SIZE - offset);

		right &= (extent.sort == EXTENT_PRESENT) == is_touched(offset);
		if (extent.sort == EXTENT_PRESENT)
			present += extent.length;
		offset += extent.length;
	}
	check(offset == SIZE && right && present == TOUCHED * 4096,
	      "%s: three pages of 4 GiB are found, the rest are holes", how);
	check(segment_memory(attachment->id, &resident, &swapped) &&
	              resident == TOUCHED * 4096,
	      "%s: no page was made", how);
}

/* A piece whose middle page is there reads right by either way. */
static void check_read(struct attachment *attachment, const char *how)
{
	static char piece[1 << 20];
	size_t offset = touched[1] - 500000;
	size_t others = 0;

	memset(piece, 'x', sizeof(piece));
	check(access_read(attachment, &headroom, offset, piece,
	                  sizeof(piece)) == 0 &&
	              piece[500000] == 'b',
	      "%s: what was written is read", how);
	for (size_t i = 0; i < sizeof(piece); i++)
		others += piece[i] != 0;
	check(others == 1, "%s: all else is zero", how);
}

/* A page that another mapping touched counts, although none is mapped here. */
static void check_others_page(void)
{
	struct attachment *attachment = make(1 << 20);
	struct segment segment;
	struct attachment *other;
	struct extent extent;

	segment_stat(&calls, attachment->id, &segment);
	other = attachments_add(&attachments, &calls, &segment, NULL, 0);
	other->memory[8192] = 'y';
	attachment->file_tried = true;
	attachment->file = -1;
	extent = extent_find(attachment, 8192, 4096);
	check(extent.sort == EXTENT_PRESENT,
	      "a page that another one touched is no hole");
	drop(other);
	drop(attachment);
}

static void check_length(struct attachment *attachment)
{
	struct extent extent = extent_find(attachment, 4097, 3);

	check(extent.sort == EXTENT_HOLE && extent.length == 3,
	      "no extent is longer than asked");
	extent = extent_find(attachment, 4095, 4096);
	check(extent.sort == EXTENT_PRESENT && extent.length == 1,
	      "one ends where its page does");
}

int main(void)
{
	struct attachment *attachment;

	namespace_enter();
	attachment = try_make(SIZE, SHM_NORESERVE);
	if (!attachment) {
		printf("1..0 # SKIP a segment of 4 GiB can not be made here\n");
		return 0;
	}
	for (size_t i = 0; i < TOUCHED; i++)
		access_write(attachment, &headroom, touched[i], &"abc"[i], 1);
	attachment->resident_from = attachment->resident_to = 0;
	check_walk(attachment, "as this user may");
	check_read(attachment, "as this user may");
	if (attachment->file >= 0)
		close(attachment->file);
	attachment->file_tried = true;
	attachment->file = -1;
	attachment->resident_from = attachment->resident_to = 0;
	check_walk(attachment, "by mincore");
	check_read(attachment, "by mincore");
	check_length(attachment);
	drop(attachment);
	check_others_page();
	return plan();
}
