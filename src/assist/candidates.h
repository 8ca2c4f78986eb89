/* Words that may stand at the cursor, collected from what exists now. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct candidate {
	char *text;    /* the whole word, as the command would get it */
	char *summary; /* a line about it, "" for none */
	bool open;     /* more of the word follows: a folder, "id:" */
};

/* Zeroed but for PREFIX, which all that are taken begin with. */
struct candidates {
	const char *prefix;
	size_t prefix_length;
	struct candidate *items;
	size_t count;
	/* there are more than these: what was not begun is only listed */
	bool samples;
	size_t room; /* private */
};

/* Takes copies, unless TEXT begins otherwise. Bytes from outside are welcome:
 * whoever shows them escapes them. */
void candidates_add(struct candidates *candidates, const char *text,
                    const char *summary);

/* The same for one that more of the word follows. */
void candidates_add_open(struct candidates *candidates, const char *text,
                         const char *summary);

/* From FIRST on in the order of their bytes. */
void candidates_sort(struct candidates *candidates, size_t first);

/* The bytes that all of them share, the prefix at least; 0 when there are none.
 */
size_t candidates_common(const struct candidates *candidates);

/* Only those whose text KEEP is true of. */
void candidates_keep(struct candidates *candidates,
                     bool (*keep)(const char *text));

void candidates_finish(struct candidates *candidates);
