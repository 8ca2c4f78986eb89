/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"The prompt tells the current segment, which . means; rw or r when it is\n"
"attached here; +N for others that are; read-only, or the namespace that\n"
"was entered; and ! after a command that failed.\n"
"\n"
"    Tab            completes what is sure, else lists what may stand there\n"
"    dim text       the rest of the command, and the segment a key names\n"
"    red text       a word that can not be right, and why\n"
"    Up, Down       older lines; Alt-P and Alt-N those that begin alike\n"
"    Ctrl-R         searches older lines; arrows take one, Ctrl-G gives up\n"
"    Ctrl-C         drops the line, or ends the command that runs\n"
"    Ctrl-Z         stops shmsh; fg goes on\n"
"    Ctrl-D         leaves, on an empty line\n"
"    Ctrl-A, E      to the line's start and end; Ctrl-arrows by words\n"
"    Ctrl-W, U, K   cut a word, the line, its rest; Ctrl-Y puts it back\n"
"    Ctrl-L         clears the screen\n"
"\n"
"A line with an open quote goes on after ...>. What is pasted goes in as\n"
"one and waits for Enter. A command may be shortened while that is clear.\n"
"\n"
"set lists the settings: output, hints, pager, color, timing. Commands in\n"
"~/.config/shmsh/rc are run before the first prompt; --no-rc leaves that.\n"
"Lines are kept in ~/.local/state/shmsh/history, but for those that begin\n"
"with a blank. Long answers go through $SHMSH_PAGER, $PAGER or less.\n"
"Other keys: editrc(5), with shmsh as the program's name.\n";

static const char first[] =
"> set hints off\n"
"> set hints\n"
"set hints off     # or on: the rest of a command, as it is typed\n";

static const char second[] =
"> cre 1234 100\n"
"created 0x000004d2  id 0  100 bytes  rw-------\n"
"> write . hello\n"
"wrote 6 bytes to 1234+0\n"
"> rea\n"
"hello\n"
"> rm .\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic prompt_topic = {
	.name = "prompt",
	.summary = "keys, hints, history, pager and settings at the prompt",
	.text = text,
	.examples = {
		{ "A setting, and what it may be:",
		  first },
		{ "Shortened commands, and the current segment:",
		  second },
	},
};
