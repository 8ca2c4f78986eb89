/* What help TOPIC shows: texts to learn from, and how to find in them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/command.h"

#include <stddef.h>

struct topic {
	const char *name;
	const char *summary;
	const char *text; /* lines that end in a newline */
	struct example examples[EXAMPLES];
};

/* In the order that help shows; ends in a null pointer. */
extern const struct topic *const topics[];

/* By its exact name; NULL when there is none. */
const struct topic *topics_find(const char *name, size_t length);

/*
 * The paragraph of TEXT that begins with WORD, in capitals or not: its lines
 * up to the next one that is not indented. NULL when there is none.
 */
const char *topics_paragraph(const char *text, const char *word, size_t length,
                             size_t *paragraph_length);

extern const struct topic attaching_topic;
extern const struct topic errors_topic;
extern const struct topic keys_topic;
extern const struct topic language_topic;
extern const struct topic lesson_topic;
extern const struct topic lifetime_topic;
extern const struct topic sizes_topic;
extern const struct topic modes_topic;
extern const struct topic namespaces_topic;
extern const struct topic places_topic;
extern const struct topic prompt_topic;
extern const struct topic types_topic;
