/* The only way to a segment's bytes, on real segments: shm/access.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/access.h"
#include "check.h"
#include "segment.h"
#include "shm/fault.h"

#include <stdint.h>

enum {
	ODD_SIZE = 5000, /* ends inside its second page */
	MARK = 0xee,
	HUGE_PAGE = 2 << 20,
};

static bool fails_with(int error, int result)
{
	return result == -1 && errno == error;
}

/* Fills the mapping past its end, where the kernel lets anyone write. */
static void mark_outside(struct attachment *attachment)
{
	memset(attachment->memory + attachment->size, MARK,
	       attachment->mapped - attachment->size);
}

static bool outside_is_marked(const struct attachment *attachment)
{
	for (size_t i = attachment->size; i < attachment->mapped; i++)
		if ((unsigned char)attachment->memory[i] != MARK)
			return false;
	return true;
}

static bool goes_through(struct attachment *attachment, size_t offset,
                         size_t length)
{
	char bytes[ODD_SIZE];
	char seen[ODD_SIZE];

	memset(bytes, 'x', sizeof(bytes));
	return access_write(attachment, &headroom, offset, bytes, length) ==
	               0 &&
	       access_read(attachment, &headroom, offset, seen, length) == 0 &&
	       memcmp(bytes, seen, length) == 0;
}

/* Refused before a byte is looked at: one is enough, whatever LENGTH says. */
static bool is_refused(struct attachment *attachment, size_t offset,
                       size_t length)
{
	char byte = 'x';

	return fails_with(ERANGE, access_write(attachment, &headroom, offset,
	                                       &byte, length)) &&
	       fails_with(ERANGE, access_read(attachment, &headroom, offset,
	                                      &byte, length)) &&
	       byte == 'x';
}

static void check_bounds(void)
{
	static const struct {
		size_t offset;
		size_t length;
		bool fits;
	} rows[] = {
		{ 0, 0, true },
		{ 0, ODD_SIZE - 1, true },
		{ 0, ODD_SIZE, true },
		{ 0, ODD_SIZE + 1, false },
		{ ODD_SIZE - 1, 1, true },
		{ ODD_SIZE - 1, 2, false },
		{ ODD_SIZE, 0, true },
		{ ODD_SIZE, 1, false },
		{ ODD_SIZE + 1, 0, false },
		{ 4095, 2, true },
		{ SIZE_MAX, 0, false },
		{ SIZE_MAX, 1, false },
		{ 1, SIZE_MAX, false },
		{ SIZE_MAX, SIZE_MAX, false },
	};
	struct attachment *attachment = make(ODD_SIZE);

	mark_outside(attachment);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t offset = rows[i].offset;
		size_t length = rows[i].length;

		check(access_fits(attachment, offset, length) == rows[i].fits &&
		              (rows[i].fits ? goes_through(attachment, offset,
		                                           length)
		                            : is_refused(attachment, offset,
		                                         length)) &&
		              outside_is_marked(attachment),
		      "%zu bytes at %zu %s", length, offset,
		      rows[i].fits ? "fit" : "do not fit");
	}
	drop(attachment);
}

/* Every start and length around a page's end. */
static void check_contents(void)
{
	static char model[12288];
	static char seen[12288];
	struct attachment *attachment = make(sizeof(model));
	bool good = true;

	for (size_t round = 0; good && round < 500; round++) {
		size_t offset = round * 61 % (sizeof(model) - 300);
		size_t length = round * 7 % 300;

		memset(seen, (int)round, length);
		memset(model + offset, (int)round, length);
		good = access_write(attachment, &headroom, offset, seen,
		                    length) == 0 &&
		       access_read(attachment, &headroom, 0, seen,
		                   sizeof(seen)) == 0 &&
		       memcmp(seen, model, sizeof(model)) == 0;
	}
	check(good, "what is written at any place is read again");
	drop(attachment);
}

static void check_read_only(void)
{
	struct attachment *writable = make(4096);
	struct attachment *attachment;
	struct segment segment;
	char byte = 'x';

	segment_stat(&calls, writable->id, &segment);
	attachment = attachments_add(&attachments, &calls, &segment, NULL,
	                             SHM_RDONLY);
	access_write(writable, &headroom, 0, "a", 1);
	check(attachment &&
	              fails_with(EACCES, access_write(attachment, &headroom, 0,
	                                              &byte, 1)) &&
	              access_read(attachment, &headroom, 0, &byte, 1) == 0 &&
	              byte == 'a',
	      "attached read-only it is read, and writing is refused");
	if (attachment)
		drop(attachment);
	drop(writable);
}

/* The bytes that /proc/sysvipc/shm says are in memory. */
static uint64_t resident(const struct attachment *attachment)
{
	uint64_t bytes = UINT64_MAX;
	uint64_t swapped;

	segment_memory(attachment->id, &bytes, &swapped);
	return bytes;
}

static void check_residency(void)
{
	enum {
		/* in the middle of more pages than one mincore(2) tells of */
		BORDER = 301 * 4096,
	};
	static char bytes[2 * BORDER];
	struct attachment *attachment = make(sizeof(bytes));
	uint64_t made;
	bool zero = true;

	check(resident(attachment) == 0, "at first none is in memory");
	memset(bytes, 'x', sizeof(bytes));
	check(access_read(attachment, &headroom, 0, bytes, sizeof(bytes)) ==
	                      0 &&
	              resident(attachment) == 0,
	      "reading all of it makes no page");
	for (size_t i = 0; i < sizeof(bytes); i++)
		zero = zero && bytes[i] == 0;
	check(zero, "and gives zeros");
	check(access_write(attachment, &headroom, BORDER - 1, "ab", 2) == 0 &&
	              resident(attachment) > 0,
	      "a write over a border makes some");
	made = resident(attachment);
	memset(bytes, 'x', sizeof(bytes));
	check(access_read(attachment, &headroom, 0, bytes, sizeof(bytes)) ==
	                      0 &&
	              bytes[BORDER - 1] == 'a' && bytes[BORDER] == 'b' &&
	              bytes[BORDER + 1] == 0 && bytes[0] == 0 &&
	              bytes[sizeof(bytes) - 1] == 0 &&
	              resident(attachment) == made,
	      "which are read among those that are not there");
	drop(attachment);
}

static void check_headroom(void)
{
	static char bytes[1 << 20];
	struct attachment *attachment = make(sizeof(bytes));
	struct headroom none = { 0 };
	bool of_cgroup;

	memset(bytes, 'x', sizeof(bytes));
	check(headroom_left(&of_cgroup) > 1 << 20, "there is memory");
	check(headroom_take(&none, 4096), "a page is granted");
	check(!headroom_take(&none, UINT64_MAX) && none.asked == UINT64_MAX &&
	              none.left > 0 && none.left < UINT64_MAX,
	      "more than there is is refused, with its numbers");
	check(!headroom_take(&none, headroom_left(&of_cgroup)),
	      "a little is always kept");
	check(headroom_take(&none, 0), "nothing is always granted");
	check(access_write(attachment, &headroom, 0, bytes, sizeof(bytes)) ==
	                      0 &&
	              access_write(attachment, NULL, 0, bytes, sizeof(bytes)) ==
	                      0,
	      "pages that are there are not asked for again");
	drop(attachment);
}

/* Huge pages of an empty pool, not reserved: their first touch is SIGBUS. */
static void check_fault(void)
{
	struct attachment *attachment =
		try_make(HUGE_PAGE,
	                 SHM_HUGETLB | SHM_NORESERVE | 21 << CALLS_HUGE_SHIFT);
	char byte;

	if (!attachment) {
		check(true, "a fault # SKIP no huge pages: %s",
		      strerror(errno));
		return;
	}
	fault_install();
	if (access_write(attachment, &headroom, 4096, "a", 1) == 0) {
		check(true, "a fault # SKIP there are huge pages");
	} else {
		check(errno == EFAULT && attachment->fault == 4096,
		      "a write that faults fails: %s", strerror(errno));
		check(fails_with(EFAULT, access_write(attachment, &headroom, 0,
		                                      "a", 1)) &&
		              attachment->fault == 0,
		      "and fails again");
		check(fails_with(EFAULT, access_read(attachment, &headroom, 0,
		                                     &byte, 1)),
		      "so does a look, which others' pages are not told to");
	}
	drop(attachment);
}

/* A hole in the mapping is no segment any more: SIGSEGV. */
static void check_hole(void)
{
	struct attachment *attachment = make(4096);
	char byte = 'x';

	fault_install();
	access_write(attachment, &headroom, 0, "a", 1);
	call_shmdt(&calls, attachment->memory);
	check(fails_with(EFAULT,
	                 access_read(attachment, &headroom, 0, &byte, 1)) &&
	              byte == 'x',
	      "memory that has gone fails the access, not the program");
	check(attachments_remove(&attachments, &calls, attachment) == -1,
	      "and can not be detached");
}

int main(void)
{
	namespace_enter();
	check_bounds();
	check_contents();
	check_read_only();
	check_residency();
	check_headroom();
	check_fault();
	check_hole();
	return plan();
}
