/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/help_choose.h"

#include "command/command.h"
#include "commands/table.h"
#include "help/topics.h"
#include "language/near.h"
#include "text/line.h"

#include <string.h>

static bool find_exact(const char *word, size_t length,
                       struct help_subject *subject)
{
	subject->command = table_find(word, length);
	if (!subject->command)
		subject->topic = topics_find(word, length);
	return subject->command || subject->topic;
}

/* LIST gets all that begin so. */
static bool find_prefix(const char *word, size_t length,
                        struct help_subject *subject, struct line *list)
{
	size_t count = 0;

	for (size_t i = 0; length > 0 && table_commands[i]; i++) {
		if (strncmp(table_commands[i]->name, word, length) != 0)
			continue;
		subject->command = table_commands[i];
		line_add(list, "%s%s", count++ ? ", " : "",
		         subject->command->name);
	}
	for (size_t i = 0; length > 0 && topics[i]; i++) {
		if (strncmp(topics[i]->name, word, length) != 0)
			continue;
		subject->topic = topics[i];
		line_add(list, "%s%s", count++ ? ", " : "", topics[i]->name);
	}
	return count == 1;
}

static bool find_errno(const char *word, size_t length,
                       struct help_subject *subject)
{
	subject->text = topics_paragraph(errors_topic.text, word, length,
	                                 &subject->length);
	subject->topic = subject->text ? &errors_topic : NULL;
	return subject->text != NULL;
}

/* One letter wrong makes another of any that is as short as w. */
enum {
	ALIAS_LEAST = 3
};

static bool command_is_near(const struct command *command, const char *word,
                            size_t length)
{
	bool near = near_enough(command->name, word, length);

	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		near |= strlen(command->aliases[i]) >= ALIAS_LEAST &&
		        near_enough(command->aliases[i], word, length);
	return near;
}

static void list_near(const char *word, size_t length, struct line *list)
{
	const char *meant = table_meant(word, length, false);

	if (!meant && word[0] == 'E' && length > 1 &&
	    strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") >= length)
		meant = errors_topic.name;
	if (meant) {
		line_add(list, "help %s", meant);
		return;
	}
	for (size_t i = 0; table_commands[i]; i++)
		if (command_is_near(table_commands[i], word, length))
			line_add(list, "%shelp %s", list->length ? ", " : "",
			         table_commands[i]->name);
	for (size_t i = 0; topics[i]; i++)
		if (near_enough(topics[i]->name, word, length))
			line_add(list, "%shelp %s", list->length ? ", " : "",
			         topics[i]->name);
	meant = table_meant(word, length, true);
	if (meant && !near_enough(meant, word, length))
		line_add(list, "%shelp %s", list->length ? ", " : "", meant);
}

bool help_choose(const char *word, size_t length, struct help_subject *subject,
                 struct complaint *complaint)
{
	char names[200];
	struct line list = line_on(names, sizeof(names));

	*subject = (struct help_subject){ .command = NULL };
	if (find_exact(word, length, subject) ||
	    find_prefix(word, length, subject, &list)) {
		if (subject->topic) {
			subject->text = subject->topic->text;
			subject->length = strlen(subject->text);
		}
		return true;
	}
	if (list.length > 0) {
		complain(complaint,
		         "'%.*s' may be one of several commands and topics",
		         complaint_width(length), word);
		complaint_cause(complaint, "it may be %s", names);
		return false;
	}
	if (find_errno(word, length, subject))
		return true;
	complain(complaint, "there is no command or topic '%.*s'",
	         complaint_width(length), word);
	list_near(word, length, &list);
	complaint_remedy(complaint, "%s",
	                 list.length ? names : "help, or help -k WORD");
	return false;
}
