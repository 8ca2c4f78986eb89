/* What can not be right in a line that is being typed, whatever follows. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct complaint;
struct context;
struct hint;
struct world;

/* Makes HINT say what COMPLAINT says, of the word from START to END. */
void check_tell(struct hint *hint, const struct complaint *complaint,
                size_t start, size_t end);

/*
 * These are false when something is wrong, which HINT tells. Of LINE the words
 * before LENGTH: an escape, or a variable that is not set.
 */
bool check_spelling(struct hint *hint, const struct world *world,
                    const char *line, size_t length);

/* The words before the cursor's. GIVEN gets a bit for each row that had one. */
bool check_words(struct hint *hint, const struct context *context,
                 unsigned *given);

/* The option that is being typed: no other may begin so. */
bool check_option(struct hint *hint, const struct context *context);
