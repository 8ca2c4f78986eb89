/*
 * Programs that sleep until a word of the segment is changed: futex(2), as
 * processes use it who share memory.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attachment;
struct calls;

/* Is SIZE bytes at OFFSET what futex(2) takes: an aligned word of 32 bits? */
bool futex_is_word(size_t offset, size_t size);

enum futex_end {
	FUTEX_TIME_OVER, /* or a signal came */
	FUTEX_CHANGED,   /* the word was not VALUE: it did not wait */
	FUTEX_WOKEN,     /* a wake that may have been meant for another one */
};

/*
 * Waits for at most NANOSECONDS while the word at OFFSET is VALUE. Waits as
 * long on a word of a page that nobody touched, which nobody wakes, and where
 * futex(2) does not work.
 */
enum futex_end futex_wait(struct attachment *attachment, struct calls *calls,
                          size_t offset, uint32_t value, uint64_t nanoseconds);

/* Wakes at most COUNT of those who wait at the word at OFFSET, and returns how
 * many; -1 and errno: EFAULT where the memory can not be reached. */
int futex_wake(struct attachment *attachment, struct calls *calls,
               size_t offset, uint32_t count);
