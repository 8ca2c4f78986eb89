/* Styles, and which outputs show them: text/style.c, session/session.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/style.h"
#include "capture.h"
#include "check.h"
#include "session/session.h"
#include "text/table.h"

#include <stdlib.h>
#include <string.h>

/* A sequence is made of what is read on black and on white, see style.c. */
static bool is_sequence(const char *text, size_t length)
{
	static const char *const allowed[] = {
		"",       "0;1",  "0;2",  "0;4",  "0;1;4", "0;1;31",
		"0;1;35", "0;31", "0;35", "0;32", "0;36",
	};
	size_t last = length - 1;

	if (length < 3 || strlen(text) != length ||
	    strncmp(text, "\033[", 2) != 0 || text[last] != 'm')
		return false;
	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (strlen(allowed[i]) == last - 2 &&
		    memcmp(allowed[i], text + 2, last - 2) == 0)
			return true;
	return false;
}

static void check_sequences(void)
{
	for (unsigned i = 0; i < STYLE_COUNT; i++)
		check(is_sequence(style_sequences[i].bytes,
		                  style_sequences[i].length),
		      "style %u can be read anywhere", i);
}

static void write_styles(struct output *output)
{
	style_end(output);
	style_begin(output, STYLE_PLAIN);
	style_text(output, STYLE_PLAIN, "a");
	style_text(output, STYLE_ERROR, "b");
	style_begin(output, STYLE_DIM);
	output_text(output, "c");
	style_begin(output, STYLE_HEADING);
	output_text(output, "d");
	style_end(output);
	style_end(output);
}

static void check_begin_and_end(void)
{
	struct output *output = capture_begin(false);

	write_styles(output);
	check(strcmp(capture_end(), "abcd") == 0,
	      "without colour nothing is added");
	output = capture_begin(false);
	output->colour = true;
	write_styles(output);
	check(strcmp(capture_end(), "a\033[0;1;31mb\033[m\033[0;2mc"
	                            "\033[0;1md\033[m") == 0,
	      "a style begins, gives way to another, and ends once");
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	static const char *const cells[2][2] = { { "\346\227\245\033", "1" },
		                                 { "b", "22" } };

	(void)context;
	snprintf(text, TABLE_CELL, "%s", cells[row][column]);
}

static enum style style(const void *context, size_t row, size_t column)
{
	(void)context;
	return row == 1 && column == 1 ? STYLE_ADDED : STYLE_PLAIN;
}

static void check_table(void)
{
	static const struct table_column columns[] = { { "KEY", false },
		                                       { "NUMBER", true } };
	const struct table table = { .columns = columns,
		                     .column_count = 2,
		                     .row_count = 2,
		                     .cell = cell,
		                     .style = style };
	struct output *output = capture_begin(true);

	output->colour = true;
	table_show(&table, output);
	check(strcmp(capture_end(),
	             "\033[0;1mKEY\033[m     \033[0;1mNUMBER\033[m\n"
	             "\346\227\245\\x1b       1\n"
	             "b           \033[0;32m22\033[m\n") == 0,
	      "a table's blanks are plain, and are counted without colour");
}

static const struct {
	enum colour_choice choice;
	const char *no_color; /* a variable's value, or NULL */
	const char *term;
	bool terminal; /* what it is on a terminal, */
	bool pipe;     /* and elsewhere */
} choices[] = {
	{ COLOUR_AUTO, NULL, "xterm", true, false },
	{ COLOUR_AUTO, "", "xterm", true, false },
	{ COLOUR_AUTO, "0", "xterm", false, false },
	{ COLOUR_AUTO, NULL, "dumb", false, false },
	{ COLOUR_AUTO, NULL, "", false, false },
	{ COLOUR_AUTO, NULL, NULL, false, false },
	{ COLOUR_NEVER, NULL, "xterm", false, false },
	{ COLOUR_ALWAYS, NULL, "xterm", true, true },
	{ COLOUR_ALWAYS, "1", "dumb", true, true },
};

static void set_variable(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void check_choices(void)
{
	static struct session session;
	static struct output terminal;
	static struct output pipe;

	terminal.terminal = true;
	session_init(&session, &terminal, &pipe);
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		set_variable("NO_COLOR", choices[i].no_color);
		set_variable("TERM", choices[i].term);
		session_set_colour(&session, choices[i].choice);
		check(session.colour == choices[i].choice &&
		              terminal.colour == choices[i].terminal &&
		              pipe.colour == choices[i].pipe,
		      "choice %u, NO_COLOR %s, TERM %s",
		      (unsigned)choices[i].choice,
		      choices[i].no_color ? choices[i].no_color : "unset",
		      choices[i].term ? choices[i].term : "unset");
	}
	session_finish(&session);
}

static void check_words(void)
{
	enum colour_choice choice = COLOUR_AUTO;

	check(session_read_colour("never", &choice) && choice == COLOUR_NEVER &&
	              session_read_colour("always", &choice) &&
	              choice == COLOUR_ALWAYS &&
	              session_read_colour("auto", &choice) &&
	              choice == COLOUR_AUTO,
	      "the words for it");
	check(!session_read_colour("", &choice) &&
	              !session_read_colour("Always", &choice) &&
	              !session_read_colour("on", &choice),
	      "and no others");
}

int main(void)
{
	check_sequences();
	check_begin_and_end();
	check_table();
	check_choices();
	check_words();
	return plan();
}
