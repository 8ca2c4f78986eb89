/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

#include <string.h>
#include <strings.h>

const struct topic *const topics[] = {
	&lesson_topic,
	&prompt_topic,
	&keys_topic,
	&modes_topic,
	&lifetime_topic,
	&attaching_topic,
	&sizes_topic,
	&namespaces_topic,
	&errors_topic,
	&language_topic,
	&places_topic,
	&types_topic,
	NULL,
};

const struct topic *topics_find(const char *name, size_t length)
{
	for (size_t i = 0; topics[i]; i++)
		if (strlen(topics[i]->name) == length &&
		    memcmp(topics[i]->name, name, length) == 0)
			return topics[i];
	return NULL;
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

const char *topics_paragraph(const char *text, const char *word, size_t length,
                             size_t *paragraph_length)
{
	const char *end;

	while (*text && (strncasecmp(text, word, length) != 0 ||
	                 !strchr(" \n", text[length])))
		text = next_line(text);
	if (!*text || length == 0)
		return NULL;
	for (end = next_line(text); *end == ' '; end = next_line(end))
		;
	*paragraph_length = (size_t)(end - text);
	return text;
}
