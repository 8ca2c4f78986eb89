/* What bytes seem to be, at a glance. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

enum content {
	CONTENT_ZERO,    /* nothing but zeros */
	CONTENT_TEXT,    /* most bytes that are not zero are of texts */
	CONTENT_NUMBERS, /* most words of 4 bytes are small, of either sign */
	CONTENT_OTHER,
	CONTENT_COUNT
};

/* Of LENGTH (not 0) bytes, which begin where a number of 4 bytes would. */
enum content content_of(const void *bytes, size_t length);
