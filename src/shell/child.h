/* Commands for /bin/sh: !REST, and the far end of a | pipe. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct session;

/* Starts TEXT in /bin/sh; *WRITE_END is the pipe to its standard input, or its
 * input is shmsh's own (null unless OWN_INPUT) where WRITE_END is a null
 * pointer. -1 with errno set when it can not be started. */
pid_t child_start(struct session *session, const char *text, size_t length,
                  bool own_input, int *write_end);

/* The same for the pager TEXT, in the middle of a command: nothing is written
 * out or detached before. LESS and LV get values that suit unless they have
 * one. */
pid_t child_start_pager(struct session *session, const char *text,
                        int *write_end);

/* Waits; the exit status as a shell counts it, 128+N for signal N. */
int child_wait(pid_t child);
