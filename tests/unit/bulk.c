/* Long changes, by the file behind a segment and through its mapping:
 * shm/bulk.c, shm/populate.c, shm/touch.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/bulk.h"
#include "check.h"
#include "segment.h"
#include "shm/access.h"
#include "shm/fault.h"
#include "shm/touch.h"

#include <stdlib.h>

enum {
	PAGE = 4096,
	SIZE = 300 * PAGE + 100, /* ends inside a page */
	ROOM = 301 * PAGE,
	MARK = 0xee,
	LARGE = 20 << 20, /* worth a second thread */
};

static char model[ROOM];
static char bytes[ROOM];
static struct bulk bulk;

/* Only the mapping is left, as for those who are not root. */
static void take_file(struct attachment *attachment)
{
	if (attachment->file_tried && attachment->file >= 0)
		close(attachment->file);
	attachment->file_tried = true;
	attachment->file = -1;
}

static struct attachment *make_for(bool by_file, size_t size)
{
	struct attachment *attachment = make(size);

	if (!by_file)
		take_file(attachment);
	return attachment;
}

static uint64_t resident(const struct attachment *attachment)
{
	uint64_t memory = UINT64_MAX;
	uint64_t swapped;

	segment_memory(attachment->id, &memory, &swapped);
	return memory;
}

static bool begin(struct attachment *attachment, size_t offset, size_t length)
{
	return bulk_begin(&bulk, attachment, &headroom, offset, length,
	                  length) == 0;
}

/* Without a look that may make pages, or use what was remembered. */
static bool is_model(struct attachment *attachment)
{
	attachments_forget_pages(&attachments, attachment->id);
	return access_read(attachment, &headroom, 0, bytes, SIZE) == 0 &&
	       memcmp(bytes, model, SIZE) == 0;
}

/* Runs of zeros and of others, of any length, often whole pages. */
static void make_bytes(size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t count = (size_t)(rand() % 4) * PAGE +
		               (size_t)(rand() % 3 ? 0 : rand() % 5000);
		int byte = rand() % 2 ? 0 : rand() % 255 + 1;

		if (count > length - at)
			count = length - at;
		memset(bytes + at, byte, count);
		at += count;
	}
}

/* All in pieces, forwards or backwards. */
static bool write_pieces(size_t offset, size_t length, size_t piece,
                         bool backwards)
{
	size_t count;

	for (size_t done = 0; done < length; done += count) {
		size_t at = done;

		count = length - done < piece ? length - done : piece;
		if (backwards)
			at = length - done - count;
		if (bulk_write(&bulk, offset + at, bytes + at, count) != 0)
			return false;
	}
	return true;
}

static bool change_at_random(struct attachment *attachment)
{
	size_t offset = (size_t)rand() % SIZE;
	size_t length = (size_t)rand() % (SIZE - offset) + 1;
	bool good = begin(attachment, offset, length);

	if (rand() % 3 == 0) {
		memset(model + offset, 0, length);
		good = good && bulk_zero(&bulk, offset, length) == 0;
	} else {
		make_bytes(length);
		memcpy(model + offset, bytes, length);
		good = good &&
		       write_pieces(offset, length, (size_t)rand() % 300000 + 1,
		                    rand() % 2);
	}
	bulk_end(&bulk);
	return good && is_model(attachment);
}

static void check_contents(bool by_file)
{
	struct attachment *attachment = make_for(by_file, SIZE);
	size_t round = 0;

	memset(model, 0, sizeof(model));
	srand(1);
	while (round < 200 && change_at_random(attachment))
		round++;
	check(round == 200, "%s: what was written is there, and nothing else",
	      by_file ? "by file" : "mapped");
	drop(attachment);
}

/* The mapping goes on where the segment ends. */
static void check_outside(bool by_file)
{
	struct attachment *attachment = make_for(by_file, SIZE);
	bool good;

	memset(attachment->memory + SIZE, MARK, ROOM - SIZE);
	good = begin(attachment, 0, SIZE) && bulk_zero(&bulk, 0, SIZE) == 0;
	bulk_end(&bulk);
	memset(bytes, 'x', SIZE);
	good = good && begin(attachment, 0, SIZE) &&
	       bulk_write(&bulk, 0, bytes, SIZE) == 0;
	bulk_end(&bulk);
	for (size_t i = SIZE; i < ROOM; i++)
		good = good && (unsigned char)attachment->memory[i] == MARK;
	check(good, "%s: behind the segment nothing changes",
	      by_file ? "by file" : "mapped");
	drop(attachment);
}

/* Writes BYTES at OFFSET; what is in memory then. */
static uint64_t resident_after(struct attachment *attachment, size_t offset,
                               size_t length, bool zero)
{
	bool good = begin(attachment, offset, length) &&
	            (zero ? bulk_zero(&bulk, offset, length)
	                  : bulk_write(&bulk, offset, bytes, length)) == 0;

	bulk_end(&bulk);
	attachments_forget_pages(&attachments, attachment->id);
	return good ? resident(attachment) : UINT64_MAX;
}

static void check_holes(bool by_file)
{
	struct attachment *attachment = make_for(by_file, SIZE);
	const char *how = by_file ? "by file" : "mapped";

	memset(bytes, 0, sizeof(bytes));
	check(resident_after(attachment, 5, SIZE - 5, false) == 0,
	      "%s: zeros make no page", how);
	bytes[200000] = 'a';
	check(resident_after(attachment, 5, SIZE - 5, false) == PAGE,
	      "%s: a byte among them makes one", how);
	check(resident_after(attachment, 0, SIZE, true) == 0,
	      "%s: a page of zeros is given back", how);
	memset(bytes, 'b', sizeof(bytes));
	check(resident_after(attachment, 0, SIZE, false) == ROOM,
	      "%s: all pages are made", how);
	check(resident_after(attachment, PAGE - 1, 2 * PAGE + 2, true) ==
	              ROOM - 2 * PAGE,
	      "%s: a page that is zero in part stays", how);
	check(attachment->memory[PAGE - 2] == 'b' &&
	              attachment->memory[PAGE - 1] == 0 &&
	              attachment->memory[3 * PAGE] == 0 &&
	              attachment->memory[3 * PAGE + 1] == 'b',
	      "%s: and keeps its other bytes", how);
	drop(attachment);
}

/* What one gives back reads as zeros where it is attached already. */
static void check_other(void)
{
	struct attachment *attachment = make(SIZE);
	struct attachment *other;
	struct segment segment;
	char byte = 'x';

	segment_stat(&calls, attachment->id, &segment);
	other = attachments_add(&attachments, &calls, &segment, NULL, 0);
	other->memory[2 * PAGE] = 'y';
	access_read(other, &headroom, 2 * PAGE, &byte, 1);
	check(byte == 'y' && other->resident_to > 0,
	      "a byte is there, by another attachment");
	begin(attachment, 0, SIZE);
	check(bulk_zero(&bulk, 0, SIZE) == 0, "all pages are given back");
	bulk_end(&bulk);
	attachments_forget_pages(&attachments, attachment->id);
	check(access_read(other, &headroom, 2 * PAGE, &byte, 1) == 0 &&
	              byte == 0 && resident(attachment) == 0,
	      "it reads as zero there, and makes no page");
	drop(other);
	drop(attachment);
}

static void check_refused(void)
{
	struct attachment *attachment = make(SIZE);
	struct attachment *large;
	struct segment segment;
	struct attachment *other;

	segment_stat(&calls, attachment->id, &segment);
	other = attachments_add(&attachments, &calls, &segment, NULL,
	                        SHM_RDONLY);
	check(!begin(attachment, 1, SIZE) && errno == ERANGE,
	      "more than there is, is refused");
	check(!begin(attachment, SIZE_MAX, 2) && errno == ERANGE,
	      "so is what would begin again at 0");
	check(!begin(other, 0, 1) && errno == EACCES,
	      "read-only it is refused");
	drop(other);
	drop(attachment);
	large = try_make((size_t)1 << 40, SHM_NORESERVE);
	if (!large) {
		check(true, "memory # SKIP %s", strerror(errno));
		return;
	}
	check(!begin(large, 0, large->size) && errno == ENOMEM &&
	              resident(large) == 0,
	      "more than the memory is refused before the first byte");
	check(bulk_begin(&bulk, large, &headroom, 0, large->size, 0) == 0 &&
	              bulk_zero(&bulk, 0, large->size) == 0,
	      "but not zeros alone");
	bulk_end(&bulk);
	drop(large);
}

static void check_touch(void)
{
	struct attachment *attachment = make(LARGE);
	struct populate populate = { .total = LARGE };
	size_t pages;
	size_t absent;

	attachment->memory[5 * PAGE] = 'a';
	check(touch_prepare(attachment, &headroom, PAGE - 1, LARGE - PAGE + 1,
	                    &pages, &absent) == 0 &&
	              pages == LARGE / PAGE && absent == pages - 1,
	      "pages are counted, and those that are not there");
	check(resident(attachment) == PAGE, "which makes none");
	check(touch_pages(attachment, &populate, 0, LARGE) == 0 &&
	              resident(attachment) == LARGE &&
	              attachment->memory[5 * PAGE] == 'a',
	      "all are made by two threads, and no byte changes");
	populate_end(&populate);
	drop(attachment);
}

/* As if no thread and no advice helped. */
static void check_touch_alone(void)
{
	struct attachment *attachment = make(SIZE);
	struct populate populate = { .total = 0 };

	attachment->tables_to = ROOM;
	check(touch_pages(attachment, &populate, 0, SIZE) == 0 &&
	              resident(attachment) == ROOM,
	      "reading one byte of each makes them, too");
	populate_end(&populate);
	call_shmdt(&calls, attachment->memory);
	check(touch_pages(attachment, &populate, PAGE, PAGE) == -1 &&
	              errno == EFAULT && attachment->fault == PAGE,
	      "what can not be reached is told");
}

int main(void)
{
	namespace_enter();
	fault_install();
	for (int by_file = 0; by_file < 2; by_file++) {
		check_contents(by_file);
		check_outside(by_file);
		check_holes(by_file);
	}
	check_other();
	check_refused();
	check_touch();
	check_touch_alone();
	return plan();
}
