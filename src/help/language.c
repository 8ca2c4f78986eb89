/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A line is a command, its options, then its operands, separated by blanks.\n"
"-- ends the options: stat -- -1 asks for key -1.\n"
"\n"
"    'text'          stands for itself\n"
"    \"text\"          may hold $NAME, and \\n \\t \\r \\a \\b \\f \\v \\e \\xHH \\ooo\n"
"                    \\\\ \\\" \\$ \\' \\`; any other \\ is an error\n"
"    \\c              outside quotes: the character c itself\n"
"    # words         a comment, to the end of the line\n"
"    ;               ends a command, as a newline does\n"
"    $NAME ${NAME}   what a variable holds, as one word; not in '...'\n"
"\n"
"Quotes may span lines, and a \\ at the end of a line joins it with the next.\n"
"\n"
"    COMMAND > FILE      the answer goes to FILE, >> adds to it\n"
"    COMMAND | REST      ... to the commands REST, run by /bin/sh\n"
"    !REST               only REST, run by /bin/sh\n"
"    -COMMAND            it may fail: a script goes on, its status stays 0\n"
"\n"
"REST goes up to the end of the line, ; and all, and finds the variables of\n"
"shmsh in its environment.\n"
"\n"
"Variables are made by set and by scanf. Of the current segment there are\n"
"$id, $key, $size and $address; $status is 0 when the last command succeeded,\n"
"and $1, $2 are a script's arguments. A value is never split into words or\n"
"read again. A variable that is not set is an error.\n"
"\n"
"Numbers are C's: 1234, 0x4d2, 02322. Sizes, lengths and offsets take K, M,\n"
"G, T and P, powers of 1024.\n"
"\n"
"At the prompt a command may be shortened while only one begins so. A script\n"
"(a FILE, -c, or what comes through a pipe) needs the whole name or an\n"
"alias, is silent but for its answers, and stops at the first failure.\n";

static const char first[] =
"> create 1234 100\n"
"created 0x000004d2  id 0  100 bytes  rw-------\n"
"> printf 1234 \"count=%d\" 42\n"
"wrote 9 bytes to 1234+0\n"
"> scanf 1234 \"count=%d\" count\n"
"count = 42\n"
"> echo \"it was $count in $key\"\n"
"it was 42 in 0x000004d2\n"
"> !echo $((count + 1))\n"
"43\n"
"> read | tr a-z A-Z\n"
"COUNT=42\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> set name 'Ada $1'\n"
"> echo \"$name\" two\\ words \"a\\tb\" # and a comment\n"
"Ada $1 two words a\\tb\n";
/* clang-format on */

const struct topic language_topic = {
	.name = "language",
	.summary = "words, quotes, variables, redirection",
	.text = text,
	.examples = {
		{ "Values out of memory into variables, and on into the shell:",
		  first },
		{ "Quotes:",
		  second },
	},
};
