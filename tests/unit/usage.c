/* What a declaration looks like to people: command/usage.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/usage.h"
#include "capture.h"
#include "check.h"

#include <string.h>

struct arguments {
	bool flag;
	uint64_t size;
	struct word word;
	struct repeated_words words;
	struct command_line line;
};

static const struct parameter none[] = { END_OF_PARAMETERS };

static const struct parameter operands[] = {
	OPERAND(REQUIRED, "ONE", KIND_TEXT, word, "the first"),
	OPERAND(OPTIONAL, "TWO", KIND_TEXT, word, "the second"),
	OPERAND(OPTIONAL, "THREE", KIND_TEXT, word, "the third"),
	END_OF_PARAMETERS,
};

static const struct parameter some[] = {
	OPERAND(SOME, "WORD", KIND_TEXT, words, "one or more"),
	END_OF_PARAMETERS,
};

static const struct parameter command_line[] = {
	OPERAND(SOME, "COMMAND", KIND_COMMAND_LINE, line, "what to run"),
	END_OF_PARAMETERS,
};

static const struct parameter any[] = {
	OPERAND(OPTIONAL, "ONE", KIND_TEXT, word, "the first"),
	OPERAND(ANY, "WORD", KIND_TEXT, words, "none or more"),
	END_OF_PARAMETERS,
};

static const struct parameter options[] = {
	SWITCH('a', "all", flag, "all of them"),
	OPTION('s', "size", "SIZE", KIND_SIZE, size, "how large"),
	SWITCH('n', "near", flag, "only with -s", .needs = 's'),
	OPTION('f', "far", "SIZE", KIND_SIZE, size, "as well", .needs = 's'),
	SWITCH('x', "hex", flag, "not with -t"),
	SWITCH('t', "text", flag, "not with -x", .excludes = 'x'),
	OPERAND(REQUIRED, "ONE", KIND_TEXT, word, "the first"),
	END_OF_PARAMETERS,
};

static const struct parameter either[] = {
	SWITCH('A', "all", flag, "all of them"),
	OPERAND(OPTIONAL, "ONE", KIND_TEXT, word, "or one of them",
	        .excludes = 'A'),
	END_OF_PARAMETERS,
};

static const struct parameter alternatives[] = {
	SWITCH('r', "raw", flag, "not with the others"),
	OPTION('t', "type", "TYPE", KIND_TEXT, word, "not with them",
	       .excludes = 'r'),
	SWITCH('x', "hex", flag, "nor this", .excludes = 'r'),
	OPTION('n', "count", "COUNT", KIND_NUMBER, size, "only with -t",
	       .needs = 't'),
	SWITCH('d', "deep", flag, "only with -x", .needs = 'x'),
	END_OF_PARAMETERS,
};

static const struct {
	const struct parameter *parameters;
	const char *synopsis;
} rows[] = {
	{ none, "try" },
	{ operands, "try ONE [TWO [THREE]]" },
	{ some, "try WORD..." },
	{ command_line, "try COMMAND [WORD...]" },
	{ any, "try [ONE [WORD...]]" },
	{ options, "try [-a] [-s SIZE [-n] [-f SIZE]] [-x|-t] ONE" },
	{ either, "try [-A|ONE]" },
	{ alternatives, "try [-r|-t TYPE [-n COUNT]|-x [-d]]" },
};

static const struct trouble troubles[] = {
	{ "it is bad", "Make it\ngood." },
	{ NULL, NULL },
};

static struct command command_with(const struct parameter *parameters)
{
	return (struct command){
		.name = "try",
		.summary = "try it",
		.parameters = parameters,
	};
}

static void check_synopses(void)
{
	char text[USAGE_ROOM];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct command command = command_with(rows[i].parameters);

		usage_synopsis(&command, text, sizeof(text));
		check(strcmp(text, rows[i].synopsis) == 0, "%s",
		      rows[i].synopsis);
	}
}

static void check_cut(void)
{
	struct command command = command_with(options);
	char text[8];

	usage_synopsis(&command, text, sizeof(text));
	check(strcmp(text, "try [-a") == 0, "what does not fit is cut");
}

static void check_pages(void)
{
	struct command command = command_with(options);

	command.aliases[0] = "t";
	command.aliases[1] = "again";
	command.details = "More\nof it.";
	command.wrong = troubles;
	command.examples[0] = (struct example){ "So:", "> try 1\n\n1\n" };
	usage_page(&command, capture_begin(false));
	if (!check(strcmp(capture_end(),
	                  "try [-a] [-s SIZE [-n] [-f SIZE]] [-x|-t] ONE\n"
	                  "try it\n"
	                  "also called t, again\n"
	                  "\n"
	                  "  -a, --all              all of them\n"
	                  "  -s, --size SIZE        how large\n"
	                  "  -n, --near             only with -s\n"
	                  "  -f, --far SIZE         as well\n"
	                  "  -x, --hex              not with -t\n"
	                  "  -t, --text             not with -x\n"
	                  "  ONE                    the first\n"
	                  "\n"
	                  "More\nof it.\n"
	                  "\n"
	                  "What can go wrong\n"
	                  "\n"
	                  "  it is bad\n"
	                  "      Make it\n"
	                  "      good.\n"
	                  "\n"
	                  "So:\n"
	                  "\n"
	                  "  > try 1\n"
	                  "\n"
	                  "  1\n") == 0,
	           "a page of everything"))
		printf("# %s", capture_text);
	command = command_with(none);
	usage_page(&command, capture_begin(false));
	check(strcmp(capture_end(), "try\ntry it\n") == 0, "and of nothing");
}

int main(void)
{
	check_synopses();
	check_cut();
	check_pages();
	return plan();
}
