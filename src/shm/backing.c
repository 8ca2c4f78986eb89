/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/backing.h"

#include "shm/attachments.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

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
	return attachment->file;
}

void backing_close(struct attachment *attachment)
{
	if (attachment->file_tried && attachment->file >= 0)
		close(attachment->file);
	attachment->file_tried = false;
}
