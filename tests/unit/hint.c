/* What is shown behind the cursor: src/assist/hint.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/hint.h"
#include "check.h"
#include "made_world.h"

/* WRONG is the part of the line that can not be right, where it is known. */
static const struct {
	const char *line;
	const char *text;
	const char *wrong;
} rows[] = {
	{ "", "", NULL },
	{ "  ", "", NULL },
	{ "# cre", "", NULL },
	{ "cr", "eate [-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "s", "", NULL },
	{ "create", " [-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create ", "[-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "ls; create ", "[-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create -", " [-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create -o ", "[-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create -H ", "SIZE [-o] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create -H 2M ", "[-o] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create 12", " SIZE [MODE]", NULL },
	{ "create 12 ", "SIZE [MODE]", NULL },
	{ "create 12 4", " [MODE]", NULL },
	{ "create 12 4K ", "[MODE]", NULL },
	{ "create 12 4K 0600", "", NULL },
	{ "rm ", "SEGMENT...", NULL },
	{ "rm 12", " [SEGMENT...]  (no such segment)", NULL },
	{ "rm 12 ", "[SEGMENT...]", NULL },
	{ "attach -a 0x10000 ", "[-r] [-e] [-d] [-f] [SEGMENT]", NULL },
	{ "p", " [-v] [PLACE [LENGTH]]", NULL },
	{ "p ", "[-v] [PLACE [LENGTH]]", NULL },
	{ "dump -v ", "[PLACE [LENGTH]]", NULL },
	/* the segment that is named */
	{ "rm 1234", " [SEGMENT...]  (id 3  4096 bytes)", NULL },
	{ "read 1234+8", " [LENGTH]  (id 3  4096 bytes)", NULL },
	{ "read '1234", " [LENGTH]  (id 3  4096 bytes)", NULL },
	{ "create 1234", " SIZE [MODE]  (exists: id 3  4096 bytes)", NULL },
	{ "read ftok:x:1", " [LENGTH]", NULL },
	{ "read 1x", " [LENGTH]", NULL },
	{ "read -t u8 ", "[-n COUNT] [PLACE [LENGTH]]", NULL },
	{ "write -x ", "PLACE VALUE...", NULL },
	/* what can not be right */
	{ "zz", "  there is no command 'zz'; try: help", "zz" },
	{ "shmget", "  there is no command 'shmget'; try: create", "shmget" },
	{ "zz 1 2", "  there is no command 'zz'; try: help", "zz" },
	{ "s 1", "  's' may be one of several commands", "s" },
	{ "create 12x ", "  SEGMENT: '12x' does not choose a segment", "12x" },
	{ "create 1 4Q 06", "  SIZE: '4Q' is not a size", "4Q" },
	{ "create -H 3x 1 ", "  SIZE: '3x' is not a size", "3x" },
	{ "create -H3x 1 ", "  SIZE: '3x' is not a size", "-H3x" },
	{ "create -z", "  there is no option -z", "-z" },
	{ "create -oz 1", "  there is no option -oz", "-oz" },
	{ "create --or", " [-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]", NULL },
	{ "create --on", "  there is no option --on", "--on" },
	{ "read 1 2 3", "  one operand too many", "3" },
	{ "read 1 2 3 4", "  one operand too many", "3" },
	{ "echo \"\\q\" ", "  \\q is no escape in double quotes", "" },
	{ "echo \"\\q\"", " [WORD...]", NULL },
	{ "echo $oops ", "  $oops is not set; try: set oops VALUE", "" },
	/* variables, files, and what is for /bin/sh */
	{ "echo $na", "", NULL },
	{ "echo $name", "  = Ada", NULL },
	{ "echo ${name", "  = Ada", NULL },
	{ "echo $name ", "[WORD...]", NULL },
	{ "ls >", "FILE", NULL },
	{ "ls > a", "", NULL },
	{ "ls | cat", "", NULL },
	{ "!echo", "", NULL },
	{ NULL, NULL, NULL },
};

static bool wrong_is(const struct hint *hint, const char *line,
                     const char *wanted)
{
	if (!wanted || !hint->wrong)
		return !wanted && !hint->wrong;
	return hint->end - hint->start == strlen(wanted) &&
	       memcmp(line + hint->start, wanted, strlen(wanted)) == 0;
}

int main(void)
{
	for (size_t i = 0; rows[i].line; i++) {
		const char *line = rows[i].line;
		struct hint hint;

		hint_find(&hint, &made_world, line, strlen(line));
		if (!check(strcmp(hint.text, rows[i].text) == 0 &&
		                   wrong_is(&hint, line, rows[i].wrong),
		           "%s", line))
			printf("# |%s| wrong %d at %zu to %zu\n", hint.text,
			       hint.wrong, hint.start, hint.end);
	}
	return plan();
}
