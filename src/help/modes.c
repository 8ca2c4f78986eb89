/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A segment has nine mode bits, as a file has: read, write and execute for\n"
"its owner, its group and all others. create takes them as chmod does:\n"
"\n"
"    0600  rw-------  you alone: what create gives when you name no mode\n"
"    0640  rw-r-----  your group may read\n"
"    0644  rw-r--r--  everybody may read\n"
"    0666  rw-rw-rw-  everybody may read and write\n"
"    u=rw,g=r         0640, in letters; they change 0600\n"
"\n"
"chmod sets another one later, and chown another owner and group.\n"
"\n"
"There is no umask here: 0666 is 0666. One class counts, the first that\n"
"fits: the owner's bits for the owner and the creator, else the group's for\n"
"the group of either, else the others'. Root needs no bits (CAP_IPC_OWNER).\n"
"\n"
"To attach takes read and write, attach -r only read, attach -e execute too.\n"
"Write alone is not enough: nobody but root can attach a segment with 0222.\n"
"Bits are looked at when it is attached; who has it keeps it.\n"
"\n"
"Some things need no bits. The owner, the creator and root may remove it,\n"
"whatever its mode says, and nobody else may, even with 0666. All may see it\n"
"in ls and stat.\n"
"\n"
"shmget takes the mode in the same number as its flags. Of a segment that is\n"
"there the nine bits are no mode but a question: shmget(1234, 100, 0666) asks\n"
"to read and write, and is EACCES where you may only read. With 0 it asks\n"
"for nothing: so shmsh looks keys up. Higher bits are flags (01000 is\n"
"IPC_CREAT, 04000 SHM_HUGETLB), so create takes no mode above 0777.\n";

static const char first[] =
"> create 1234 100 u=rw,g=r\n"
"created 0x000004d2  id 0  100 bytes  rw-r-----\n"
"> !umask\n"
"0022\n"
"> stat | grep mode\n"
"mode      0640 rw-r-----\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create 1234 100 0644\n"
"created 0x000004d2  id 0  100 bytes  rw-r--r--\n"
"> attach -r 1234\n"
"attached 0x000004d2  id 0  at 0x7f3a5c0d2000  100 bytes  r\n"
"> write 1234 \"no\"\n"
"shmsh: write: 1234: it is attached read-only (EACCES)\n"
"    try: detach 1234, then attach it without -r\n"
"> detach\n"
"detached 0x000004d2  id 0\n"
"> write 1234 \"yes\"\n"
"wrote 4 bytes to 1234+0\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic modes_topic = {
	.name = "modes",
	.summary = "the permissions of a segment: who may read and write",
	.text = text,
	.examples = {
		{ "A mode in letters; the umask changes nothing:",
		  first },
		{ "Attached to read, and what becomes of writing:",
		  second },
	},
};
