/* What Tab does: a line and a cursor in, words and what to put in out. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "assist/candidates.h"

struct world;

struct completion {
	/* written at the cursor it makes the word as long as is certain: quoted
	 * as the word there is, with what closes it when it is the only one */
	const char *insert;
	const struct candidate *candidates;
	size_t count;
	const char
		*what; /* said when there are none: what is expected, or "" */
	/* private */
	struct candidates found;
	char *written;
	char expected[256];
};

/*
 * Fills COMPLETION (whatever it held) for LINE with the cursor behind the byte
 * before CURSOR; what follows is not looked at. Free it by completion_finish.
 */
void completion_find(struct completion *completion, const struct world *world,
                     const char *line, size_t cursor);

void completion_finish(struct completion *completion);
