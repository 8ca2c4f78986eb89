/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"Two programs share memory. The first one makes a segment and puts text\n"
"there; the second one knows the key and takes the text out. In C:\n"
"\n"
"    int id = shmget(1234, 4096, IPC_CREAT | 0644);\n"
"    char *memory = shmat(id, NULL, 0);\n"
"    sprintf(memory, \"count=%d name=%s\", 5, \"bob\");\n"
"\n"
"    int id = shmget(1234, 0, 0);            /* the same key, elsewhere */\n"
"    char *memory = shmat(id, NULL, SHM_RDONLY);\n"
"    sscanf(memory, \"count=%d name=%31s\", &count, name);\n"
"\n"
"By hand, each of these is a command; the sessions below do it. Then try:\n"
"\n"
"    trace on          to see the system calls that a command makes\n"
"    another key       create gave it to nobody: ENOENT, help EACCES and\n"
"                      help errors tell what else may come\n"
"    create again      the key is taken: EEXIST; create -o opens it, as the\n"
"                      IPC_CREAT of the lesson does\n"
"    your own program  compile the lines above: they and shmsh see the same\n"
"                      bytes, in both directions\n"
"    who, stat, ls     while your program sleeps: who has it attached\n"
"    leave shmsh       the segment stays: help lifetime\n"
"\n"
"What goes wrong in C and is refused here: text that is longer than the\n"
"segment, a %d that meets a name, memory that is not attached.\n";

static const char first[] =
"> create 1234 4096 0644\n"
"created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
"> attach 1234\n"
"attached 0x000004d2  id 0  at 0x7f3a5c0d2000  4096 bytes  rw\n"
"> printf 1234 \"count=%d name=%s\" 5 bob\n"
"wrote 17 bytes to 1234+0\n"
"> !shmsh -c 'scanf 1234 \"count=%d name=%31s\"'\n"
"5\n"
"bob\n"
"> detach 1234\n"
"detached 0x000004d2  id 0\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create 1234 100\n"
"created 0x000004d2  id 0  100 bytes  rw-------\n"
"> read 4321\n"
"shmsh: read: 4321: no segment has this key (ENOENT)\n"
"    key 0x10e1 (4321) names nothing in this IPC namespace\n"
"    try: ls, or create 4321 SIZE\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic lesson_topic = {
	.name = "lesson",
	.summary = "two programs share memory: a first lesson, by hand",
	.text = text,
	.examples = {
		{ "The first program's part, and another process that reads:",
		  first },
		{ "With another key there is nothing:",
		  second },
	},
};
