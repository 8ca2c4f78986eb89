/* The prompt, which shows what is held. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct session;

enum {
	PROMPT_ROOM = 256,
	PROMPT_LITERAL = '\1', /* around what takes no columns: colour */
};

/*
 * "shmsh (sandbox) 1234 rw +2 !3> ": "read-only" before that if the session is,
 * the IPC namespace when it is not that of the start, the current segment, its
 * access while it is attached, how many more are, and how the last command
 * failed (! for status 1). MORE: a quote is open. In colour where standard
 * output is.
 */
void prompt_make(const struct session *session, bool more,
                 char prompt[static PROMPT_ROOM]);
