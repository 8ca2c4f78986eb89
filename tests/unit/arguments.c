/* Words read as a declaration says: command/arguments.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/arguments.h"
#include "check.h"
#include "text/line.h"

#include <inttypes.h>
#include <string.h>

struct arguments {
	bool all;
	bool bare;
	bool deep;
	bool size_given;
	uint64_t size;
	mode_t mode;
	struct word text;
	struct segment_name segment;
	struct repeated_segments more;
};

static const struct arguments defaults = { .size = 7, .mode = 0600 };

static const struct parameter parameters[] = {
	SWITCH('a', "all", all, "a switch"),
	SWITCH('b', "bare", bare, "one that excludes it", .excludes = 'a'),
	SWITCH('c', "cold", bare, "another one", .excludes = 'a'),
	OPTION('s', "size", "SIZE", KIND_SIZE, size, "a value",
	       GIVEN(size_given)),
	SWITCH('d', "deep", deep, "one that needs it", .needs = 's'),
	OPTION('t', "text", "TEXT", KIND_TEXT, text, "any bytes"),
	OPERAND(REQUIRED, "SEGMENT", KIND_SEGMENT, segment, "first"),
	OPERAND(OPTIONAL, "MODE", KIND_MODE, mode, "second"),
	OPERAND(ANY, "MORE", KIND_SEGMENT, more, "the rest"),
	END_OF_PARAMETERS,
};

static const struct command command = {
	.name = "try",
	.summary = "try it",
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
};

#define USAGE                                                                  \
	"usage: try [-a|-b|-c] [-s SIZE [-d]] [-t TEXT] SEGMENT [MODE [MORE...]]"

static const struct {
	const char *line;
	const char *what; /* the complaint, or NULL */
	const char *cause;
	const char *seen;
} rows[] = {
	{ "try 1", NULL, "", "size 7 mode 600 seg 1" },
	{ "try 1 640", NULL, "", "size 7 mode 640 seg 1" },
	{ "try 1 g+r", NULL, "", "size 7 mode 640 seg 1" },
	{ "try 1 640 2 id:3", NULL, "", "size 7 mode 640 seg 1 2 id:3" },
	{ "try -a 1", NULL, "", "a size 7 mode 600 seg 1" },
	{ "try -s 4K 1", NULL, "", "given size 4096 mode 600 seg 1" },
	{ "try -s4K 1", NULL, "", "given size 4096 mode 600 seg 1" },
	{ "try -as 4K 1", NULL, "", "a given size 4096 mode 600 seg 1" },
	{ "try -as4K 1", NULL, "", "a given size 4096 mode 600 seg 1" },
	{ "try -das4K 1", NULL, "", "a d given size 4096 mode 600 seg 1" },
	{ "try --all 1", NULL, "", "a size 7 mode 600 seg 1" },
	{ "try --size 8 1", NULL, "", "given size 8 mode 600 seg 1" },
	{ "try --size=8 1", NULL, "", "given size 8 mode 600 seg 1" },
	{ "try --text= 1", NULL, "", "text '' size 7 mode 600 seg 1" },
	{ "try --text=a=b 1", NULL, "", "text 'a=b' size 7 mode 600 seg 1" },
	{ "try -t '' 1", NULL, "", "text '' size 7 mode 600 seg 1" },
	{ "try -t -a 1", NULL, "", "text '-a' size 7 mode 600 seg 1" },
	{ "try -t -- 1", NULL, "", "text '--' size 7 mode 600 seg 1" },
	{ "try -s 1 -s 2 1", NULL, "", "given size 2 mode 600 seg 1" },
	{ "try -a -a 1", NULL, "", "a size 7 mode 600 seg 1" },
	{ "try -a -- -1", NULL, "", "a size 7 mode 600 seg -1" },
	{ "try -- 1", NULL, "", "size 7 mode 600 seg 1" },
	{ "try 1 640 -1", NULL, "", "size 7 mode 640 seg 1 -1" },
	/* as a whole they are wrong */
	{ "try", "SEGMENT is missing", USAGE, NULL },
	{ "try -a", "SEGMENT is missing", USAGE, NULL },
	{ "try --", "SEGMENT is missing", USAGE, NULL },
	{ "try -s", "option -s needs a SIZE", USAGE, NULL },
	{ "try -as", "option -s needs a SIZE", USAGE, NULL },
	{ "try --size", "option --size needs a SIZE", USAGE, NULL },
	{ "try -z 1", "there is no option -z", USAGE, NULL },
	{ "try -az 1", "there is no option -z", USAGE, NULL },
	{ "try --al 1", "there is no option --al", "", NULL },
	{ "try --allx 1", "there is no option --allx", "", NULL },
	{ "try --=x 1", "there is no option --", USAGE, NULL },
	{ "try --all=x 1", "option --all takes no value", USAGE, NULL },
	{ "try -a -b 1", "-b and -a exclude each other", USAGE, NULL },
	{ "try -c -a 1", "-c and -a exclude each other", USAGE, NULL },
	{ "try -b -c 1", "-c and -b exclude each other", USAGE, NULL },
	{ "try -cb 1", "-c and -b exclude each other", USAGE, NULL },
	{ "try -b -b 1", NULL, "", "b size 7 mode 600 seg 1" },
	{ "try -ba 1", "-b and -a exclude each other", USAGE, NULL },
	{ "try -d 1", "-d needs -s too", USAGE, NULL },
	/* one of them is wrong */
	{ "try x", "SEGMENT: 'x' does not choose a segment", NULL, NULL },
	{ "try ''", "SEGMENT: '' does not choose a segment", NULL, NULL },
	{ "try -", "SEGMENT: '-' does not choose a segment", NULL, NULL },
	{ "try private", "SEGMENT: 'private' chooses no segment", NULL, NULL },
	{ "try 0", "SEGMENT: '0' chooses no segment", NULL, NULL },
	{ "try 1 9", "MODE: '9' is not a mode", NULL, NULL },
	{ "try 1 600 2 x 3", "MORE: 'x' does not choose a segment", NULL,
	  NULL },
	{ "try -s x 1", "SIZE: 'x' is not a size", NULL, NULL },
	{ "try -s '' 1", "SIZE: '' is not a size", NULL, NULL },
	{ "try -sx 1", "SIZE: 'x' is not a size", NULL, NULL },
	{ "try --size= 1", "SIZE: '' is not a size", NULL, NULL },
};

static struct arguments_store store;
static struct statement statement;

static bool read_line(const struct command *of, const char *line,
                      const struct expansion *expansion,
                      struct complaint *complaint)
{
	size_t position = 0;

	return statement_read(&statement, line, strlen(line), &position,
	                      expansion, complaint) &&
	       arguments_read(&store, of, statement.words, statement.count,
	                      complaint);
}

// NOLINTNEXTLINE(readability-non-const-parameter)
static void show(char *text, size_t size)
{
	struct line line = { .text = text, .size = size };
	struct arguments arguments;

	memcpy(&arguments, store.fields, sizeof(arguments));
	line_add(&line, "%s%s%s%s", arguments.all ? "a " : "",
	         arguments.bare ? "b " : "", arguments.deep ? "d " : "",
	         arguments.size_given ? "given " : "");
	if (arguments.text.text)
		line_add(&line, "text '%s' ", arguments.text.text);
	line_add(&line, "size %" PRIu64 " mode %o seg %.*s", arguments.size,
	         arguments.mode, (int)arguments.segment.length,
	         arguments.segment.text);
	for (size_t i = 0; i < arguments.more.count; i++)
		line_add(&line, " %.*s", (int)arguments.more.items[i].length,
		         arguments.more.items[i].text);
}

static void check_rows(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct complaint complaint = { .what = "" };
		char text[256] = "";
		bool good = read_line(&command, rows[i].line, NULL, &complaint);
		bool right;

		if (good)
			show(text, sizeof(text));
		right = rows[i].seen ? good && strcmp(text, rows[i].seen) == 0
		                     : !good &&
		                               strcmp(complaint.what,
		                                      rows[i].what) == 0 &&
		                               (!rows[i].cause ||
		                                strcmp(complaint.cause,
		                                       rows[i].cause) == 0);
		if (!check(right, "%s", rows[i].line))
			printf("# %s|%s|%s\n", text, complaint.what,
			       complaint.cause);
	}
}

static void check_negative_key(void)
{
	struct complaint complaint;

	check(!read_line(&command, "try -1", NULL, &complaint) &&
	              strcmp(complaint.what, "there is no option -1") == 0 &&
	              strcmp(complaint.remedy, "try -- -1") == 0,
	      "a negative key is answered with how to say it");
}

/* With no values at all, as --no-execute reads a line. */
static void check_unknown(void)
{
	struct complaint complaint = { .what = "" };

	check(read_line(&command, "try -s $size $segment $mode $more", NULL,
	                &complaint),
	      "words that are unknown are not read");
	check(!read_line(&command, "try -s $size", NULL, &complaint) &&
	              strcmp(complaint.what, "SEGMENT is missing") == 0,
	      "but counted");
	check(!read_line(&command, "try 1 9 $more", NULL, &complaint) &&
	              strcmp(complaint.what, "MODE: '9' is not a mode") == 0,
	      "and the others are read");
	check(read_line(&command, "try $option 9", NULL, &complaint),
	      "unless an unknown one may be an option");
}

/* Nothing of one command is seen by the next. */
static void check_reuse(void)
{
	struct complaint complaint;
	char text[256];

	read_line(&command, "try -a -s 1 -t x 1 777 2 3 4", NULL, &complaint);
	check(read_line(&command, "try 5", NULL, &complaint), "read again");
	show(text, sizeof(text));
	check(strcmp(text, "size 7 mode 600 seg 5") == 0,
	      "the defaults are back: %s", text);
}

static void check_many(void)
{
	static char line[64000] = "try 1 600";
	struct complaint complaint;
	struct arguments arguments;
	size_t length = strlen(line);
	bool good;

	for (int i = 1; i <= 5000; i++)
		length += (size_t)sprintf(line + length, " %d", i);
	good = read_line(&command, line, NULL, &complaint);
	memcpy(&arguments, store.fields, sizeof(arguments));
	check(good && arguments.more.count == 5000 &&
	              arguments.more.items[4999].key == 5000,
	      "thousands of operands");
}

int main(void)
{
	check_rows();
	check_negative_key();
	check_unknown();
	check_reuse();
	check_many();
	arguments_store_finish(&store);
	statement_finish(&statement);
	return plan();
}
