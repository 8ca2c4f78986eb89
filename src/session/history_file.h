/*
 * The file of the history: where it is, whether it may be trusted, and how
 * sessions that run at the same time share it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct history_file {
	char path[PATH_MAX];
	bool chosen; /* by the user, in SHMSH_HISTORY */
};

/* Finds it by the environment; false when there is to be none. */
bool history_file_find(struct history_file *file);

/*
 * Each of these gives a descriptor to close, which gives up the lock, or -1
 * with what is wrong in COMPLAINT; empty when there just is no file. What is
 * no regular file of this user's alone is never opened. The lock is waited for
 * PATIENCE milliseconds.
 */
int history_file_open(const struct history_file *file,
                      struct complaint *complaint);
int history_file_lock(const struct history_file *file, unsigned patience,
                      struct complaint *complaint);
/* The same, and a file and its folders are made where they are missing. */
int history_file_make(const struct history_file *file, unsigned patience,
                      struct complaint *complaint);

/* Says what, such as "read", could not be done, by errno; returns false. */
bool history_file_refuse(const struct history_file *file, const char *what,
                         struct complaint *complaint);
