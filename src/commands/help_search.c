/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/help_search.h"

#include "command/command.h"
#include "commands/table.h"
#include "help/topics.h"
#include "language/near.h"

#include <ctype.h>
#include <string.h>

/* What is looked for, and the near word that was found. */
struct search {
	const char *word;
	char *near;
};

/* True when TEXT has what is looked for: then no more texts are taken. */
typedef bool taker(struct search *search, const char *text);

static bool take_some(struct search *search, taker *take, const char *text)
{
	return text && take(search, text);
}

static bool take_examples(struct search *search, taker *take,
                          const struct example examples[EXAMPLES])
{
	for (size_t i = 0; i < EXAMPLES; i++)
		if (take_some(search, take, examples[i].shows) ||
		    take_some(search, take, examples[i].session))
			return true;
	return false;
}

static bool take_rows(struct search *search, taker *take,
                      const struct parameter *row)
{
	for (; row->summary; row++)
		if (take_some(search, take, row->word) ||
		    take_some(search, take, row->name) ||
		    take(search, row->summary))
			return true;
	return false;
}

static bool take_troubles(struct search *search, taker *take,
                          const struct trouble *trouble)
{
	for (; trouble && trouble->said; trouble++)
		if (take(search, trouble->said) || take(search, trouble->means))
			return true;
	return false;
}

static bool take_command(struct search *search, taker *take,
                         const struct command *command)
{
	for (size_t i = 0; i < ALIASES; i++)
		if (take_some(search, take, command->aliases[i]))
			return true;
	return take(search, command->name) || take(search, command->summary) ||
	       take_some(search, take, command->details) ||
	       take_rows(search, take, command->parameters) ||
	       take_troubles(search, take, command->wrong) ||
	       take_examples(search, take, command->examples);
}

static bool take_topic(struct search *search, taker *take,
                       const struct topic *topic)
{
	return take(search, topic->name) || take(search, topic->summary) ||
	       take(search, topic->text) ||
	       take_examples(search, take, topic->examples);
}

static bool says(struct search *search, const char *text)
{
	return strcasestr(text, search->word) != NULL;
}

bool help_command_says(const struct command *command, const char *word)
{
	struct search search = { .word = word };

	return take_command(&search, says, command);
}

bool help_topic_says(const struct topic *topic, const char *word)
{
	struct search search = { .word = word };

	return take_topic(&search, says, topic);
}

enum {
	LETTERS_LEAST = 4, /* of a word that another may be meant for */
};

static size_t word_length(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length;
}

static bool has_near(struct search *search, const char *text)
{
	while (*text) {
		size_t length = word_length(text);

		if (length >= LETTERS_LEAST && length < HELP_WORD_ROOM) {
			for (size_t i = 0; i < length; i++)
				search->near[i] =
					(char)tolower((unsigned char)text[i]);
			search->near[length] = '\0';
			if (near_enough(search->near, search->word,
			                strlen(search->word)))
				return true;
		}
		text += length + (text[length] != '\0');
	}
	return false;
}

// NOLINTNEXTLINE(readability-non-const-parameter): it is filled
bool help_near_word(const char *word, char near[static HELP_WORD_ROOM])
{
	struct search search = { .word = word, .near = near };

	for (size_t i = 0; table_commands[i]; i++)
		if (take_command(&search, has_near, table_commands[i]))
			return true;
	for (size_t i = 0; topics[i]; i++)
		if (take_topic(&search, has_near, topics[i]))
			return true;
	return false;
}
