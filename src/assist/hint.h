/* What is shown behind the cursor as a line is typed. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct world;

enum {
	HINT_ROOM = 512
};

struct hint {
	/* the rest of the synopsis and the segment that a key names, or what is
	 * wrong; "" for nothing. It may hold bytes from outside. */
	char text[HINT_ROOM];
	bool wrong;   /* the word from START to END can not be right ... */
	size_t start; /* ... whatever follows; the same when it is not known */
	size_t end;
};

/* For LINE with the cursor at its end. */
void hint_find(struct hint *hint, const struct world *world, const char *line,
               size_t length);
