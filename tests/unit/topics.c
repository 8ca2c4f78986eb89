/* The topics of help, and how one is found: help/topics.c, help_choose.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"
#include "check.h"
#include "commands/help_choose.h"
#include "commands/help_search.h"
#include "commands/table.h"

#include <string.h>

enum {
	COLUMNS = 78,
	LINES_LEAST = 15,
	LINES_MOST = 40,
};

/* The number of lines; 0 when one is too long or ends in a blank. */
static size_t lines_of(const char *text)
{
	size_t lines = 0;

	for (; *text; lines++) {
		size_t length = strcspn(text, "\n");

		if (length > COLUMNS || text[length] != '\n' ||
		    (length > 0 && text[length - 1] == ' '))
			return 0;
		text += length + 1;
	}
	return lines;
}

static void check_topic(const struct topic *topic)
{
	size_t lines = lines_of(topic->text);

	check(topics_find(topic->name, strlen(topic->name)) == topic &&
	              !table_find(topic->name, strlen(topic->name)),
	      "%s: found, and no command", topic->name);
	check(lines >= LINES_LEAST && lines <= LINES_MOST,
	      "%s: its %zu lines fit", topic->name, lines);
	check(strlen(topic->summary) <= 60, "%s: %s", topic->name,
	      topic->summary);
	for (size_t i = 0; i < EXAMPLES; i++)
		check(topic->examples[i].shows &&
		              strncmp(topic->examples[i].session, "> ", 2) ==
		                      0 &&
		              lines_of(topic->examples[i].session) > 0,
		      "%s: %s", topic->name, topic->examples[i].shows);
}

static void check_paragraphs(void)
{
	static const char text[] = "Intro, no ONE\n\nONE  first\n     more\n"
				   "TWO\n  second\n\nend\n";
	size_t length = 0;
	const char *found = topics_paragraph(text, "one", 3, &length);

	check(found == strstr(text, "ONE  ") && length == 21,
	      "a paragraph, in small letters too");
	found = topics_paragraph(text, "TWO", 3, &length);
	check(found == strstr(text, "TWO") && length == 13,
	      "one whose name stands alone");
	check(!topics_paragraph(text, "ON", 2, &length), "not half a name");
	check(!topics_paragraph(text, "THREE", 5, &length), "none");
	check(!topics_paragraph(text, "", 0, &length), "nor of nothing");
}

static const struct {
	const char *word;
	const char *chosen; /* "create", "topic keys", or NULL */
	const char *remedy;
} rows[] = {
	{ "create", "create", "" },
	{ "cre", "create", "" },
	{ "?", "help", "" },
	{ "keys", "topic keys", "" },
	{ "name", "topic namespaces", "" },
	{ "EACCES", "topic errors", "" },
	{ "enoent", "topic errors", "" },
	/* a command, and topics that begin so */
	{ "l", NULL, "" },
	{ "kays", NULL, "help key, help keys" },
	{ "raed", NULL, "help read" },
	{ "exti", NULL, "help quit" },
	{ "shmat", NULL, "help attach" },
	{ "sscnaf", NULL, "help scanf" },
	{ "EFOO", NULL, "help errors" },
	{ "xyzzy", NULL, "help, or help -k WORD" },
	{ "", NULL, "help, or help -k WORD" },
};

static void check_choices(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct help_subject subject;
		struct complaint complaint = { .what = "" };
		const char *chosen = rows[i].chosen;
		bool found = help_choose(rows[i].word, strlen(rows[i].word),
		                         &subject, &complaint);
		bool right = found == (chosen != NULL);

		if (chosen && found)
			right = strcmp(subject.command ? subject.command->name
			                               : subject.topic->name,
			               strncmp(chosen, "topic ", 6) == 0
			                       ? chosen + 6
			                       : chosen) == 0 &&
			        !subject.command ==
			                (strncmp(chosen, "topic ", 6) == 0);
		if (!chosen)
			right = right &&
			        strcmp(complaint.remedy, rows[i].remedy) == 0;
		if (!check(right, "'%s' is %s", rows[i].word,
		           chosen ? chosen : "nothing"))
			printf("# %s|%s\n", complaint.what, complaint.remedy);
	}
}

static void check_search(void)
{
	char near[HELP_WORD_ROOM];
	const struct command *create = table_find("create", 6);

	check(help_command_says(create, "HUGE"), "an option's word is found");
	check(help_command_says(create, "eexist"), "what can go wrong is");
	check(!help_command_says(create, "xyzzy"), "what is not said is not");
	check(help_topic_says(&modes_topic, "umask"), "a topic's text is");
	check(help_near_word("permision", near) &&
	              strcmp(near, "permission") == 0,
	      "a word nearby");
	check(!help_near_word("xyzzyxyzzy", near), "or none");
}

int main(void)
{
	for (size_t i = 0; topics[i]; i++)
		check_topic(topics[i]);
	check_paragraphs();
	check_choices();
	check_search();
	return plan();
}
