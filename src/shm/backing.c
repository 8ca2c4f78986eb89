/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/backing.h"

#include "shm/attachments.h"
#include "shm/mappings.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
	HUGE_LEAST = 64 << 10 /* no huge page is smaller */
};

/* One of huge pages has holes that it does not tell of, and is not written. */
static bool is_huge(int file)
{
	struct statfs status;

	return fstatfs(file, &status) != 0 || status.f_type == HUGETLBFS_MAGIC;
}

int backing_file(struct attachment *attachment)
{
	uintptr_t start = (uintptr_t)attachment->memory;
	char path[80];

	if (attachment->file_tried)
		return attachment->file;
	snprintf(path, sizeof(path),
	         "/proc/self/map_files/%" PRIxPTR "-%" PRIxPTR, start,
	         start + attachment->mapped);
	attachment->file_tried = true;
	attachment->file = open(
		path, (attachment->writable ? O_RDWR : O_RDONLY) | O_CLOEXEC);
	if (attachment->file >= 0 && is_huge(attachment->file)) {
		close(attachment->file);
		attachment->file = -1;
	}
	return attachment->file;
}

bool backing_is_huge(struct attachment *attachment)
{
	uintptr_t address = (uintptr_t)attachment->memory;

	if (!attachment->huge_known)
		attachment->huge =
			address % HUGE_LEAST == 0 && mapping_is_huge(address);
	attachment->huge_known = true;
	return attachment->huge;
}

/* Adds what a call returned to *DONE; false when no other one is to follow. */
static bool goes_on(ssize_t result, size_t *done)
{
	if (result < 0)
		return errno == EINTR;
	*done += (size_t)result;
	return result > 0;
}

bool backing_read(struct attachment *attachment, size_t offset, void *to,
                  size_t length)
{
	int file = length >= BACKING_WORTH ? backing_file(attachment) : -1;
	char *bytes = to;

	for (size_t done = 0; file >= 0 && done < length;)
		if (!goes_on(pread(file, bytes + done, length - done,
		                   (off_t)(offset + done)),
		             &done))
			return false;
	return file >= 0;
}

bool backing_write(struct attachment *attachment, size_t offset,
                   const void *from, size_t length)
{
	int file = length >= BACKING_WORTH ? backing_file(attachment) : -1;
	const char *bytes = from;

	for (size_t done = 0; file >= 0 && done < length;)
		if (!goes_on(pwrite(file, bytes + done, length - done,
		                    (off_t)(offset + done)),
		             &done))
			return false;
	return file >= 0;
}

size_t backing_send(struct attachment *attachment, size_t offset, size_t length,
                    int to)
{
	int file = length >= BACKING_WORTH ? backing_file(attachment) : -1;
	off_t at = (off_t)offset;
	ssize_t sent = file < 0 ? 0 : sendfile(to, file, &at, length);

	return sent > 0 ? (size_t)sent : 0;
}

void backing_close(struct attachment *attachment)
{
	if (attachment->file_tried && attachment->file >= 0)
		close(attachment->file);
	attachment->file_tried = false;
}
