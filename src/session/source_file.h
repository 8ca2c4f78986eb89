/* A file, or standard input, whose bytes go into a segment. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct session;

struct source_file {
	const char *name; /* for messages; the caller's */
	int descriptor;
	bool sized;    /* SIZE bytes are to come; else nobody knows */
	bool sparse;   /* some of them are holes */
	uint64_t size; /* from where it stands */
	uint64_t data; /* bytes that take room on the disk */
};

/*
 * Opens PATH, or "-" for standard input. Waits for the writer of a FIFO, with
 * nothing attached that the user did not ask for. False when it can not, which
 * was said; else it must be closed.
 */
bool source_file_open(struct session *session, const char *path,
                      struct source_file *file);

/* Skips a hole, MOST bytes of it; returns how many. */
uint64_t source_file_skip(const struct source_file *file, uint64_t most);

/* Does it say to have no more bytes than were read, although it had? */
bool source_file_shrank(const struct source_file *file);

void source_file_close(struct source_file *file);
