/* What a struct output writes, taken back: one at a time, up to CAPTURE_ROOM
 * bytes. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	CAPTURE_ROOM = 1 << 20
};

static volatile sig_atomic_t capture_interrupted;
static struct output capture_output;
static char capture_text[CAPTURE_ROOM + 1];
static size_t capture_length;

/* An output that nobody sees until capture_end. */
static inline struct output *capture_begin(bool utf8)
{
	int descriptor = memfd_create("capture", MFD_CLOEXEC);

	if (descriptor < 0) {
		perror("memfd_create");
		exit(1);
	}
	output_init(&capture_output, descriptor, utf8, &capture_interrupted);
	return &capture_output;
}

/* All that was written, a NUL behind its capture_length bytes. */
static inline const char *capture_end(void)
{
	ssize_t length;

	output_flush(&capture_output);
	length =
		pread(capture_output.descriptor, capture_text, CAPTURE_ROOM, 0);
	close(capture_output.descriptor);
	capture_length = length > 0 ? (size_t)length : 0;
	capture_text[capture_length] = '\0';
	return capture_text;
}
