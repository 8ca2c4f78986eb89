/* Pages made to be there, no byte of them changed. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct attachment;
struct headroom;
struct populate;

/*
 * Is there memory for the pages of LENGTH bytes at OFFSET, inside the segment?
 * *ABSENT is how many of its *PAGES are not there. -1 and errno ENOMEM.
 */
int touch_prepare(struct attachment *attachment, struct headroom *headroom,
                  size_t offset, size_t length, size_t *pages, size_t *absent);

/* Makes them. -1 and errno EFAULT, attachment->fault is where. */
int touch_pages(struct attachment *attachment, struct populate *populate,
                size_t offset, size_t length);
