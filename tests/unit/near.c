/* Which words are taken for each other's misspelling: language/near.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/near.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *word;
	const char *typed;
	bool near;
} rows[] = {
	{ "create", "create", true },  { "create", "creat", true },
	{ "create", "crate", true },   { "create", "craete", true },
	{ "create", "reate", true },   { "create", "createe", true },
	{ "create", "xreatx", true },  { "create", "cre", false },
	{ "create", "xxeatx", false }, { "detach", "attach", true },
	{ "ls", "sl", true },          { "ls", "l", true },
	{ "ls", "lss", true },         { "ls", "xy", false },
	{ "ls", "", false },           { "rm", "ls", false },
	{ "dump", "dmup", true },      { "dump", "dumpxx", true },
	{ "dump", "dumpxxx", false },  { "echo", "ohce", false },
	{ "stat", "stat\001", true },
};

int main(void)
{
	static const char longest[] = "abcdefghijklmnopqrstuvwxyzabcdef";
	char text[64];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t length = strlen(rows[i].typed);
		char *copy = malloc(length ? length : 1);

		/* exactly its size: no NUL behind what was typed */
		memcpy(copy, rows[i].typed, length);
		check(near_enough(rows[i].word, copy, length) == rows[i].near,
		      "%s %s '%s'", rows[i].word,
		      rows[i].near ? "may be" : "is not", rows[i].typed);
		free(copy);
	}
	check(near_enough(longest, longest, 32), "32 letters are compared");
	memset(text, 'x', sizeof(text));
	check(!near_enough("create", text, 33) &&
	              !near_enough("create", text, sizeof(text)),
	      "longer words are near to none");
	return plan();
}
