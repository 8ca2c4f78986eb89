/* One access for one value: shm/single.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/single.h"
#include "check.h"
#include "segment.h"
#include "shm/access.h"
#include "shm/fault.h"

#include <sys/mman.h>

static const struct {
	enum single_operation operation;
	const char *name;
	uint64_t value;
	uint64_t after; /* of 0x...f0 */
} rows[] = {
	{ SINGLE_STORE, "store", 7, 7 },
	{ SINGLE_ADD, "add", 2, 0xf2 },
	{ SINGLE_SUBTRACT, "sub", 0x10, 0xe0 },
	{ SINGLE_AND, "and", 0x3c, 0x30 },
	{ SINGLE_OR, "or", 0x0f, 0xff },
	{ SINGLE_XOR, "xor", 0xff, 0x0f },
	{ SINGLE_COMPARE, "compare of what is there", 9, 9 },
};

static void check_operation(struct attachment *attachment, size_t i,
                            size_t size)
{
	size_t offset = 64 * size;
	uint64_t before = 0;
	uint64_t after = 0;
	uint64_t beside = 0;
	bool good =
		single_change(attachment, &headroom, offset, size, SINGLE_STORE,
	                      0xf0, 0, &before) == 0 &&
		single_change(attachment, &headroom, offset, size,
	                      rows[i].operation, rows[i].value, 0xf0,
	                      &before) == 0 &&
		single_load(attachment, &headroom, offset, size, &after) == 0 &&
		single_load(attachment, &headroom, offset + size, size,
	                    &beside) == 0;

	check(good && before == 0xf0 && after == rows[i].after && beside == 0,
	      "%s of %zu bytes", rows[i].name, size);
}

static void check_compare(struct attachment *attachment)
{
	uint64_t before = 0;
	uint64_t after = 0;

	single_change(attachment, &headroom, 0, 4, SINGLE_STORE, 5, 0, &before);
	check(single_change(attachment, &headroom, 0, 4, SINGLE_COMPARE, 9, 6,
	                    &before) == 0 &&
	              before == 5 &&
	              single_load(attachment, &headroom, 0, 4, &after) == 0 &&
	              after == 5,
	      "compare of what is not there changes nothing");
}

static void check_wrap(struct attachment *attachment)
{
	uint64_t before;
	uint64_t after;

	single_change(attachment, &headroom, 8, 1, SINGLE_STORE, 0xff, 0,
	              &before);
	single_change(attachment, &headroom, 8, 1, SINGLE_ADD, 2, 0, &before);
	single_load(attachment, &headroom, 8, 1, &after);
	check(before == 0xff && after == 1, "a sum wraps in its own byte");
}

static void check_refusals(struct attachment *attachment)
{
	uint64_t value;

	check(single_load(attachment, &headroom, 4096, 8, &value) == -1 &&
	              errno == ERANGE,
	      "nothing behind the end is loaded");
	check(single_change(attachment, &headroom, 4096, 1, SINGLE_ADD, 1, 0,
	                    &value) == -1 &&
	              errno == ERANGE,
	      "nothing behind the end is changed");
	attachment->writable = false;
	check(single_change(attachment, &headroom, 0, 1, SINGLE_ADD, 1, 0,
	                    &value) == -1 &&
	              errno == EACCES,
	      "nothing is changed that may only be read");
	attachment->writable = true;
}

static void check_hole(void)
{
	struct attachment *attachment = make(1 << 20);
	uint64_t resident = 1;
	uint64_t swapped;
	uint64_t value = 1;

	check(single_load(attachment, &headroom, 8192, 8, &value) == 0 &&
	              value == 0 &&
	              segment_memory(attachment->id, &resident, &swapped) &&
	              resident == 0,
	      "a page that nobody touched is 0 and stays untouched");
	drop(attachment);
}

/* Three values over the end of a page that is there. */
static void check_run(struct attachment *attachment, size_t size)
{
	size_t offset = attachment->page_size - size;
	char bytes[24];
	char seen[24];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(0x80 + i);
	memset(seen, 0, sizeof(seen));
	check(single_store_all(attachment, &headroom, offset, size, 3, bytes) ==
	                      0 &&
	              single_load_all(attachment, &headroom, offset, size, 3,
	                              seen) == 0 &&
	              memcmp(bytes, seen, 3 * size) == 0 &&
	              access_read(attachment, &headroom, offset, seen,
	                          3 * size) == 0 &&
	              memcmp(bytes, seen, 3 * size) == 0,
	      "a run of %zu bytes each", size);
	check(single_store_all(attachment, &headroom, attachment->size - size,
	                       size, 2, bytes) == -1 &&
	              errno == ERANGE &&
	              single_load_all(attachment, &headroom,
	                              attachment->size - size, size, 2,
	                              seen) == -1 &&
	              errno == ERANGE,
	      "no run of %zu bytes each goes behind the end", size);
}

static void check_run_over_hole(void)
{
	struct attachment *attachment = make(1 << 20);
	size_t page = attachment->page_size;
	char wanted[16] = "abcdefgh";
	char seen[16];
	uint64_t resident = 0;
	uint64_t swapped;

	memset(seen, 'x', sizeof(seen));
	check(single_store_all(attachment, &headroom, page - 8, 8, 1, wanted) ==
	                      0 &&
	              single_load_all(attachment, &headroom, page - 8, 8, 2,
	                              seen) == 0 &&
	              memcmp(seen, wanted, sizeof(seen)) == 0 &&
	              segment_memory(attachment->id, &resident, &swapped) &&
	              resident == page,
	      "a run into a page that nobody touched leaves it so");
	drop(attachment);
}

static void check_run_that_faults(void)
{
	struct attachment *attachment = make(8192);
	size_t page = attachment->page_size;
	char bytes[32] = "aaaaaaaabbbbbbbbccccccccdddddddd";
	char seen[16];

	fault_install();
	munmap(attachment->memory + page, page);
	check(single_store_all(attachment, &headroom, page - 16, 8, 4, bytes) ==
	                      -1 &&
	              errno == EFAULT && attachment->fault == page,
	      "a run that faults tells where");
	check(single_load_all(attachment, &headroom, page - 16, 8, 2, seen) ==
	                      0 &&
	              memcmp(seen, bytes, sizeof(seen)) == 0,
	      "what was before that is stored");
	check(single_load_all(attachment, &headroom, page - 16, 8, 4, bytes) ==
	                      -1 &&
	              errno == EFAULT,
	      "a look at it fails");
	drop(attachment);
}

int main(void)
{
	static const size_t sizes[] = { 1, 2, 4, 8 };
	struct attachment *attachment;

	namespace_enter();
	attachment = make(4096);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t j = 0; j < 4; j++)
			check_operation(attachment, i, sizes[j]);
	check_compare(attachment);
	check_wrap(attachment);
	check_refusals(attachment);
	drop(attachment);
	attachment = make(8192);
	for (size_t i = 0; i < 4; i++)
		check_run(attachment, sizes[i]);
	drop(attachment);
	check_run_over_hole();
	check_run_that_faults();
	check_hole();
	check(single_is_one(8, 8) && single_is_one(3, 1) &&
	              !single_is_one(4, 8) && !single_is_one(1, 2) &&
	              !single_is_one(0, 3) && !single_is_one(0, 16),
	      "what is aligned has an access of its own");
	return plan();
}
