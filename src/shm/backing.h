/*
 * The file behind a mapping, where the kernel lets one open it (proc(5),
 * /proc/PID/map_files: as root). Reading and writing it builds no page tables,
 * makes no page for a hole, and can not fault.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct attachment;

enum {
	BACKING_WORTH = 65536 /* bytes from which it is the faster way */
};

/* Its descriptor, which lives as long as the attachment; -1 when there is
 * none. */
int backing_file(struct attachment *attachment);

void backing_close(struct attachment *attachment);
