/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"Segments live in an IPC namespace. Each has keys, ids, limits and a list of\n"
"its own: key 1234 in a container is another segment than key 1234 outside,\n"
"and both may have id 0. All commands of shmsh work in the namespace that it\n"
"was started in. Containers mostly have their own; docker run --ipc=host\n"
"shares that of the host.\n"
"\n"
"So when ls is empty although a program surely has a segment, it lives in\n"
"another namespace. Compare, where the number in brackets tells them apart:\n"
"\n"
"    !readlink /proc/self/ns/ipc\n"
"    !readlink /proc/PID/ns/ipc\n"
"\n"
"To work in that of process PID, as root:\n"
"\n"
"    nsenter --target PID --ipc shmsh\n"
"\n"
"To try things where nothing of yours is at stake, start shmsh in a fresh\n"
"one. Root:\n"
"\n"
"    unshare --ipc shmsh\n"
"\n"
"Anybody, where user namespaces are allowed; in it you are shown as root:\n"
"\n"
"    unshare --user --map-root-user --ipc shmsh\n"
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
"> !unshare --ipc shmsh -c 'read 1234'\n"
"shmsh: -c:1: read: 1234: no segment has this key (ENOENT)\n"
"    key 0x4d2 (1234) names nothing in this IPC namespace\n"
"    try: ls, or create 1234 SIZE\n"
"shmsh: !: the shell's exit status is 1\n"
"> read 1234\n"
"outside\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> !unshare --ipc shmsh -c 'create 1234 100; write . inside; read'\n"
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
