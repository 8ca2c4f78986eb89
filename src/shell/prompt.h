/* The prompt, which shows what is held. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct session;

enum {
	PROMPT_ROOM = 128
};

/* "shmsh 1234 rw> ": the current segment, its access while it is attached, and
 * how many more are. MORE: a quote is open. */
void prompt_make(const struct session *session, bool more,
                 char prompt[static PROMPT_ROOM]);
