/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A key is a number of 32 bits that programs agree on beforehand. Whoever\n"
"asks shmget for the same key in the same IPC namespace gets the same\n"
"segment; with another key there is nothing, or somebody else's segment.\n"
"What shmget gives is an id, chosen by the kernel as a pid is: shmat and\n"
"shmctl take the id. shmsh looks it up whenever you say a key.\n"
"\n"
"    1234, 0x4d2     the key; -1 and 0xffffffff are the same 32 bits\n"
"    ftok:PATH:ID    the key that ftok(PATH, ID) makes of a file\n"
"    text:ABCD       the key whose bytes spell this, as C's 'ABCD' does\n"
"    private         IPC_PRIVATE, key 0: a new segment each time, for create\n"
"    id:7            no key: the segment with this id\n"
"    .               the current segment\n"
"\n"
"Nothing reserves a key. If another program has the one you chose, create\n"
"says so (EEXIST), and create -o opens that program's segment: look at its\n"
"owner, size and creator with stat before you write.\n"
"\n"
"ftok mixes 8 bits of ID, 8 of the device and 16 of the inode. Two files can\n"
"give one key, and a file that is deleted and made anew mostly gives\n"
"another one.\n"
"\n"
"No process finds a private segment by a key; ls shows it as private. Its\n"
"creator hands it to the processes it forks; others need its id.\n"
"\n"
"A removed segment loses its key at once, even while it is attached. The\n"
"next create with that key makes a different segment.\n";

static const char first[] =
"> create 1234 4096\n"
"created 0x000004d2  id 0  4096 bytes  rw-------\n"
"> write 1234 \"hello\"\n"
"wrote 6 bytes to 1234+0\n"
"> !shmsh -c 'read 1234'\n"
"hello\n"
"> !shmsh -c 'read 4321'\n"
"shmsh: -c:1: read: 4321: no segment has this key (ENOENT)\n"
"    key 0x10e1 (4321) names nothing in this IPC namespace\n"
"    try: ls, or create 4321 SIZE\n"
"shmsh: !: the shell's exit status is 1\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create text:NTP0 96\n"
"created 0x4e545030  id 0  96 bytes  rw-------\n"
"> stat | head -n 1\n"
"key       0x4e545030 (1314148400, text:NTP0)\n"
"> create private 100\n"
"created private  id 1  100 bytes  rw-------\n"
"> write id:1 \"no key\"\n"
"wrote 7 bytes to id:1+0\n"
"> read id:1\n"
"no key\n"
"> rm text:NTP0 id:1\n"
"to remove: 0x4e545030  id 0 (96 bytes, root, 0600, 0 mappings)\n"
"to remove: private  id 1 (100 bytes, root, 0600, 0 mappings)\n"
"removed 0x4e545030  id 0\n"
"removed private  id 1\n";
/* clang-format on */

const struct topic keys_topic = {
	.name = "keys",
	.summary = "how processes find the same segment",
	.text = text,
	.examples = {
		{ "The same key is the same segment, in another process too:",
		  first },
		{ "A key made of text, and a segment without a key:",
		  second },
	},
};
