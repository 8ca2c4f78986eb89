/*
 * A file that is written whole or not at all: under another name beside it,
 * which becomes its own in the end. What is no regular file, as /dev/null or a
 * FIFO, is written as it is.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

struct session;

struct new_file {
	int descriptor;
	bool sparse;      /* it begins empty: what is not written reads as 0 */
	const char *path; /* the caller's */
	char temporary[PATH_MAX]; /* empty where it is written as it is */
};

/*
 * Opens PATH to be written; waits for the reader of a FIFO, with nothing
 * attached that the user did not ask for. Never follows a symbolic link. False
 * when it can not, which was said.
 */
bool new_file_open(struct session *session, const char *path,
                   struct new_file *file);

/* All SIZE bytes were written: it gets its name. False when it did not, which
 * was said; then PATH is as it was. */
bool new_file_keep(struct session *session, struct new_file *file,
                   uint64_t size);

/* PATH stays as it was. */
void new_file_drop(struct new_file *file);
