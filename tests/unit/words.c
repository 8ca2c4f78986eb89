/* Lines become commands and words: language/statement.c, language/words.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/words.h"
#include "check.h"
#include "text/line.h"

#include <stdlib.h>
#include <string.h>

/* Lines and what they are read as may hold NUL bytes. */
#define ROW(line, seen)                                                        \
	{                                                                      \
		line, sizeof(line) - 1, seen                                   \
	}

struct row {
	const char *line;
	size_t length;
	const char *seen;
};

/*
 * How a line is shown: [word] each, -- a blank between commands; first a - when
 * its failure is expected; !{shell}, |{shell}, >{file}, >>{file}; an open quote
 * as ?single, ?double, ?line; a complaint as error: and its text.
 */
static const struct row rows[] = {
	/* words */
	ROW("", ""),
	ROW(" \t ", ""),
	ROW("ls", "[ls]"),
	ROW("  echo\ta  b ", "[echo][a][b]"),
	ROW("echo \303\244 \377", "[echo][\\xc3\\xa4][\\xff]"),
	/* single quotes */
	ROW("echo 'a b'", "[echo][a b]"),
	ROW("echo 'a\\n$b\"'", "[echo][a\\n$b\"]"),
	ROW("echo ''", "[echo][]"),
	ROW("echo 'a''b'c", "[echo][abc]"),
	ROW("echo 'a\nb'", "[echo][a\\x0ab]"),
	/* double quotes */
	ROW("echo \"a b\"", "[echo][a b]"),
	ROW("echo \"\"", "[echo][]"),
	ROW("echo \"a\"\"b\"c", "[echo][abc]"),
	ROW("echo \"a;b|c#d>e'f\tg\"", "[echo][a;b|c#d>e'f\\x09g]"),
	ROW("echo \"\\a\\b\\f\\n\\r\\t\\v\\e\"",
	    "[echo][\\x07\\x08\\x0c\\x0a\\x0d\\x09\\x0b\\x1b]"),
	ROW("echo \"\\\\\\\"\\$\\'\\`\"", "[echo][\\\"$'`]"),
	ROW("echo \"\\0\"", "[echo][\\x00]"),
	ROW("echo \"\\1\\12\\123\\1234\"", "[echo][\\x01\\x0aSS4]"),
	ROW("echo \"\\377\"", "[echo][\\xff]"),
	ROW("echo \"\\x00\\xff\\xFf1\"", "[echo][\\x00\\xff\\xff1]"),
	ROW("echo \"\\400\"", "error: \\400 is over \\377, the largest byte"),
	ROW("echo \"\\xg0\"", "error: \\x needs two hex digits, as \\x1b"),
	ROW("echo \"\\x1\"", "error: \\x needs two hex digits, as \\x1b"),
	ROW("echo \"\\x1", "error: \\x needs two hex digits, as \\x1b"),
	ROW("echo \"\\q\"", "error: \\q is no escape in double quotes"),
	ROW("echo \"\\8\"", "error: \\8 is no escape in double quotes"),
	ROW("echo \"a\\\nb\"", "[echo][ab]"),
	ROW("echo \"a\\\r\nb\"", "[echo][ab]"),
	/* backslashes outside quotes */
	ROW("echo a\\ b \\n \\\\ \\; \\|", "[echo][a b][n][\\][;][|]"),
	ROW("echo \\#a \\>b", "[echo][#a][>b]"),
	ROW("echo a\\\nb", "[echo][ab]"),
	ROW("echo a \\\n b", "[echo][a][][b]"),
	/* comments */
	ROW("# all of it", ""),
	ROW("echo a # b; echo c", "[echo][a]"),
	ROW("echo a#b", "[echo][a#b]"),
	ROW("echo ''#b", "[echo][#b]"),
	ROW("echo a # b\necho c", "[echo][a] [echo][c]"),
	/* several commands */
	ROW("echo a;echo b", "[echo][a] [echo][b]"),
	ROW(";;echo a ; ; echo b;", "[echo][a] [echo][b]"),
	ROW("echo a\necho b\n", "[echo][a] [echo][b]"),
	/* to a file */
	ROW("echo a > f", "[echo][a]>{f}"),
	ROW("echo a >f b", "[echo][a][b]>{f}"),
	ROW("echo a >> f", "[echo][a]>>{f}"),
	ROW("echo a >>'f g'", "[echo][a]>>{f g}"),
	ROW("echo a >\"\"", "[echo][a]>{}"),
	ROW("> f echo a", "[echo][a]>{f}"),
	ROW("echo a>b", "[echo][a>b]"),
	ROW("ls size>=1M", "[ls][size>=1M]"),
	ROW("echo a > f; echo b", "[echo][a]>{f} [echo][b]"),
	ROW("echo a >", "[echo][a]error: > needs a file"),
	ROW("echo a > ; ls", "[echo][a]error: > needs a file"),
	ROW("echo a > f > g", "[echo][a]error: a second > in a command"),
	ROW("> f", "error: there is no command before >"),
	/* to a shell */
	ROW("ls | wc -l; date # x", "[ls]|{wc -l; date # x}"),
	ROW("ls|wc", "[ls]|{wc}"),
	ROW("ls | a\nls", "[ls]|{a} [ls]"),
	ROW("ls | a\r\nls", "[ls]|{a} [ls]"),
	ROW("ls 'a | b'", "[ls][a | b]"),
	ROW("| wc", "error: there is no command before |"),
	ROW("ls |", "[ls]error: a shell command is missing behind |"),
	ROW("ls > f | wc",
	    "[ls]error: a command's output goes to > or to |, not to both"),
	ROW("!date; ls", "!{date; ls}"),
	ROW(" ! date", "!{date}"),
	ROW("ls; !date", "[ls] !{date}"),
	ROW("echo !date", "[echo][!date]"),
	ROW("-!date", "-!{date}"),
	ROW("!", "!error: a shell command is missing behind !"),
	ROW("!\r", "!error: a shell command is missing behind !"),
	/* a failure that is expected */
	ROW("-rm 1234", "-[rm][1234]"),
	ROW("ls; -rm 1", "[ls] -[rm][1]"),
	ROW("rm -1", "[rm][-1]"),
	ROW("-", "[-]"),
	ROW("- rm", "[-][rm]"),
	/* CR LF */
	ROW("echo a\r", "[echo][a]"),
	ROW("echo a\r\necho b\r\n", "[echo][a] [echo][b]"),
	ROW("\r", ""),
	ROW("echo a\rb", "[echo][a\\x0db]"),
	ROW("echo 'a\r\nb' \"a\r\nb\"", "[echo][a\\x0ab][a\\x0ab]"),
	ROW("echo \"a\rb\"", "[echo][a\\x0db]"),
	ROW("echo # a\r", "[echo]"),
	/* open at the end */
	ROW("echo 'a", "[echo][a]?single"),
	ROW("echo \"a", "[echo][a]?double"),
	ROW("echo \"a\\", "[echo][a]?double"),
	ROW("echo a\\", "[echo][a]?line"),
	ROW("echo a\\\r", "[echo][a]?line"),
	ROW("echo > 'f", "[echo]>{f}?single"),
	/* NUL bytes */
	ROW("echo a\0b", "[echo]error: there is a NUL byte in the line"),
	ROW("echo 'a\0b'", "[echo]error: there is a NUL byte in the line"),
	ROW("echo \"a\0b\"", "[echo]error: there is a NUL byte in the line"),
	ROW("echo \\\0", "[echo]error: there is a NUL byte in the line"),
	ROW("!a\0b", "!error: there is a NUL byte in the line"),
	ROW("\0", "error: there is a NUL byte in the line"),
	/* variables: a is "A b", empty is "", bytes is "x\0y" */
	ROW("echo $a", "[echo][A b]"),
	ROW("echo ${a}b x$a'y'", "[echo][A bb][xA by]"),
	ROW("echo \"$a;${a}\"", "[echo][A b;A b]"),
	ROW("echo '$a'", "[echo][$a]"),
	ROW("echo $empty", "[echo][]"),
	ROW("echo \"$bytes\"", "[echo][x\\x00y]"),
	ROW("echo $1 $12 ${1}2 $1a", "[echo][one][twelve][one2][onea]"),
	ROW("echo $ $; echo \"$\" a$", "[echo][$][$] [echo][$][a$]"),
	ROW("echo $-a", "[echo][$-a]"),
	ROW("$a", "[A b]"),
	ROW("echo > $a", "[echo]>{A b}"),
	ROW("ls | $a", "[ls]|{$a}"),
	ROW("echo $none", "error: $none is not set"),
	ROW("echo ${none}", "error: $none is not set"),
	ROW("echo ${a", "error: ${ needs a name and a }"),
	ROW("echo ${}", "error: ${ needs a name and a }"),
	ROW("echo ${a-b}", "error: ${ needs a name and a }"),
	ROW("echo ${", "error: ${ needs a name and a }"),
};

static bool look_up(void *context, const char *name, size_t length,
                    const char **value, size_t *value_length)
{
	static const struct {
		const char *name;
		const char *value;
		size_t length;
	} variables[] = {
		{ "a", "A b", 3 },      { "empty", "", 0 },
		{ "bytes", "x\0y", 3 }, { "1", "one", 3 },
		{ "12", "twelve", 6 },
	};

	(void)context;
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		if (strlen(variables[i].name) != length ||
		    memcmp(variables[i].name, name, length) != 0)
			continue;
		*value = variables[i].value;
		*value_length = variables[i].length;
		return true;
	}
	return false;
}

static void show_bytes(struct line *seen, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		line_add(seen, byte >= ' ' && byte < 0x7f ? "%c" : "\\x%02x",
		         byte);
	}
}

static void show_statement(struct line *seen, const struct statement *statement)
{
	static const char *const states[] = { "", "?single", "?double",
		                              "?line" };
	static const char *const to[] = { "", ">", ">>", "|" };

	if (seen->length > 0 && (statement->count > 0 || statement->runs_shell))
		line_add(seen, " ");
	if (statement->failure_expected)
		line_add(seen, "-");
	for (size_t i = 0; i < statement->count; i++) {
		line_add(seen, "[");
		show_bytes(seen, statement->words[i].text,
		           statement->words[i].length);
		line_add(seen, "]");
	}
	line_add(seen, "%s",
	         statement->runs_shell ? "!" : to[statement->destination]);
	if (statement->runs_shell || statement->destination == TO_SHELL) {
		line_add(seen, "{");
		show_bytes(seen, statement->shell, statement->shell_length);
		line_add(seen, "}");
	} else if (statement->destination != TO_OUTPUT) {
		line_add(seen, "{");
		show_bytes(seen, statement->target.text,
		           statement->target.length);
		line_add(seen, "}");
	}
	line_add(seen, "%s", states[statement->state]);
}

/* A copy of exactly its size, so that sanitizers see any byte too far. */
static void show_line(struct line *seen, const struct row *row,
                      struct statement *statement)
{
	const struct expansion expansion = { look_up, NULL, NULL };
	char *copy = malloc(row->length ? row->length : 1);
	struct complaint complaint;
	size_t position = 0;

	memcpy(copy, row->line, row->length);
	do {
		if (!statement_read(statement, copy, row->length, &position,
		                    &expansion, &complaint)) {
			line_add(seen, "error: %s", complaint.what);
			break;
		}
		show_statement(seen, statement);
	} while (position < row->length);
	free(copy);
}

static void check_rows(void)
{
	struct statement statement = { 0 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[512] = "";
		struct line seen = { .text = text, .size = sizeof(text) };
		const char *expected = rows[i].seen;
		const char *error = strstr(expected, "error: ");

		show_line(&seen, &rows[i], &statement);
		/* what stood before the error has no meaning any more */
		if (error && strncmp(text, "error: ", 7) == 0)
			expected = error;
		if (!check(strcmp(text, expected) == 0, "line %zu: %s", i,
		           rows[i].seen))
			printf("# is %s\n", text);
	}
	statement_finish(&statement);
}

static void check_positions(void)
{
	static const char line[] = "  echo \"a b\" 'c'$a > f";
	static const size_t places[][2] = { { 2, 6 }, { 7, 12 }, { 13, 18 } };
	const struct expansion expansion = { look_up, NULL, NULL };
	struct statement statement = { 0 };
	struct complaint complaint;
	size_t position = 0;

	check(statement_read(&statement, line, strlen(line), &position,
	                     &expansion, &complaint) &&
	              statement.count == 3 && position == strlen(line),
	      "a line of three words and a file");
	for (size_t i = 0; i < 3; i++)
		check(statement.words[i].start == places[i][0] &&
		              statement.words[i].end == places[i][1],
		      "word %zu stands at %zu to %zu", i, places[i][0],
		      places[i][1]);
	check(statement.target.start == 21 && statement.target.end == 22,
	      "the file stands where it stands");
	statement_finish(&statement);
}

static void check_unknown(void)
{
	static const char line[] = "echo $a x${b}y '$c' d";
	struct statement statement = { 0 };
	struct complaint complaint;
	size_t position = 0;

	check(statement_read(&statement, line, strlen(line), &position, NULL,
	                     &complaint) &&
	              statement.count == 5,
	      "without a lookup variables are no error");
	check(!statement.words[0].unknown && statement.words[1].unknown &&
	              statement.words[2].unknown &&
	              !statement.words[3].unknown &&
	              !statement.words[4].unknown,
	      "and words that hold one are unknown");
	statement_finish(&statement);
}

/* Many words and long ones: what was read before stays as it was. */
static void check_growth(void)
{
	enum {
		WORDS = 3000
	};
	static char line[WORDS * 8];
	struct statement statement = { 0 };
	struct complaint complaint;
	size_t length = 0;
	size_t position = 0;
	bool same = true;

	for (int i = 0; i < WORDS; i++)
		length += (size_t)sprintf(line + length, "w%d ", i);
	check(statement_read(&statement, line, length, &position, NULL,
	                     &complaint) &&
	              statement.count == WORDS,
	      "a line of %d words", WORDS);
	for (size_t i = 0; i < statement.count; i++) {
		char word[24];

		snprintf(word, sizeof(word), "w%zu", i);
		same = same && strcmp(statement.words[i].text, word) == 0;
	}
	check(same, "and each of them is what was typed, a NUL behind it");
	statement_finish(&statement);
}

static void check_names(void)
{
	check(name_length("", 0) == 0 && name_length("-a", 2) == 0 &&
	              name_length("a-b", 3) == 1 &&
	              name_length("_aZ9 ", 5) == 4 &&
	              name_length("12a", 3) == 2 && name_length("abc", 2) == 2,
	      "a name is letters, digits and _, or digits alone");
}

int main(void)
{
	check_rows();
	check_positions();
	check_unknown();
	check_growth();
	check_names();
	return plan();
}
