/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"Segments live in an IPC namespace. Each has keys, ids, limits and a list of\n"
"its own: key 1234 in a container is another segment than key 1234 outside,\n"
"and both may have id 0. All commands of shmsh work in the namespace that it\n"
"was started in, until ns enters another one. Containers mostly have their\n"
"own; docker run --ipc=host shares that of the host.\n"
"\n"
"So when ls is empty although a program surely has a segment, it lives in\n"
"another namespace. ns lists those that there are, with a process of each and\n"
"the number of segments:\n"
"\n"
"    ns\n"
"\n"
"To work in that of process PID, as root, and to come back:\n"
"\n"
"    ns PID\n"
"    ns -\n"
"\n"
"shmsh -N PID begins there. To try things where nothing of yours is at stake,\n"
"start shmsh in a fresh one:\n"
"\n"
"    shmsh --sandbox\n"
"\n"
"Anybody may do that where user namespaces are allowed; files stay yours in\n"
"it. unshare --ipc and nsenter --ipc do the same for other programs.\n"
"\n"
"When the last process of a namespace ends its segments are destroyed: there\n"
"is nothing to clean up.\n"
"\n"
"A process that your pid namespace does not show, as one of the host when\n"
"you are in a container, is a ? in stat (made by, last pid).\n";

static const char first[] =
"> create 1234 100\n"
"created 0x000004d2  id 0  100 bytes  rw-------\n"
"> write 1234 \"outside\"\n"
"wrote 8 bytes to 1234+0\n"
"> !shmsh --sandbox -c 'read 1234'\n"
"shmsh: -c:1: read: 1234: no segment has this key (ENOENT)\n"
"    key 0x4d2 (1234) names nothing in this IPC namespace\n"
"    try: ls, or create 1234 SIZE\n"
"shmsh: !: the shell's exit status is 1\n"
"> read 1234\n"
"outside\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> !shmsh --sandbox -c 'create 1234 100; write . inside; read'\n"
"inside\n"
"> ls\n"
"KEY  ID  OWNER  MODE  SIZE  NATTCH  CHANGED  FLAGS\n";
/* clang-format on */

const struct topic namespaces_topic = {
	.name = "namespaces",
	.summary = "why a segment may be there and not be seen",
	.text = text,
	.examples = {
		{ "In a fresh namespace the same key means nothing:",
		  first },
		{ "A segment that is made there is not seen here, and goes with it:",
		  second },
	},
};
