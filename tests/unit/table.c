/* A command found by what was typed: commands/table.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/table.h"
#include "check.h"
#include "command/command.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *typed;
	const char *script; /* what it means in a script; NULL for nothing */
	const char *prompt; /* and at the prompt */
	const char *what;
	const char *cause;
	const char *remedy;
} rows[] = {
	{ "create", "create", "create", "", "", "" },
	{ "q", "quit", "quit", "", "", "" },
	{ "exit", "quit", "quit", "", "", "" },
	{ "?", "help", "help", "", "", "" },
	{ "ipcs", "ls", "ls", "", "", "" },
	/* an alias before a prefix */
	{ "d", "dump", "dump", "", "", "" },
	{ "r", "read", "read", "", "", "" },
	{ "w", "write", "write", "", "", "" },
	{ "cre", NULL, "create", "", "", "" },
	{ "du", NULL, "dump", "", "", "" },
	{ "rea", NULL, "read", "", "", "" },
	{ "s", NULL, NULL, "'s' may be one of several commands",
	  "it may be scanf, save, strings, stat, set, source, sleep", "" },
	{ "craete", NULL, NULL, "there is no command 'craete'", "", "create" },
	{ "xyzzy", NULL, NULL, "there is no command 'xyzzy'", "", "help" },
	{ "LS", NULL, NULL, "there is no command 'LS'", "", "help" },
	{ "", NULL, NULL, "there is no command ''", "", "help" },
};

static void check_row(size_t i, bool prefixes, const char *expected)
{
	struct complaint complaint = { .what = "" };
	size_t length = strlen(rows[i].typed);
	char *typed = malloc(length + 1);
	const struct command *found;

	memcpy(typed, rows[i].typed, length);
	/* no NUL ends what was typed */
	typed[length] = 'x';
	found = table_choose(typed, length, prefixes, &complaint);
	if (!check(expected ? found && strcmp(found->name, expected) == 0
	                    : !found && (!prefixes ||
	                                 (strcmp(complaint.what,
	                                         rows[i].what) == 0 &&
	                                  strcmp(complaint.cause,
	                                         rows[i].cause) == 0 &&
	                                  strcmp(complaint.remedy,
	                                         rows[i].remedy) == 0)),
	           "'%s' %s is %s", rows[i].typed,
	           prefixes ? "at the prompt" : "in a script",
	           expected ? expected : "no command"))
		printf("# %s: %s|%s|%s\n", found ? found->name : "-",
		       complaint.what, complaint.cause, complaint.remedy);
	free(typed);
}

/* In a script a prefix is no command, and is answered with what it begins. */
static void check_prefix_in_script(void)
{
	struct complaint complaint;

	check(!table_choose("cre", 3, false, &complaint) &&
	              strcmp(complaint.what, "there is no command 'cre'") ==
	                      0 &&
	              strcmp(complaint.remedy, "create") == 0,
	      "a prefix in a script is answered with the whole name");
}

static void check_all_found(void)
{
	bool good = true;
	size_t count = 0;

	for (; table_commands[count]; count++) {
		const struct command *command = table_commands[count];

		good = good && table_find(command->name,
		                          strlen(command->name)) == command;
		for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
			good = good &&
			       table_find(command->aliases[i],
			                  strlen(command->aliases[i])) ==
			               command;
	}
	check(good, "all %zu commands are found by name and alias", count);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_row(i, false, rows[i].script);
		check_row(i, true, rows[i].prompt);
	}
	check_prefix_in_script();
	check_all_found();
	return plan();
}
