/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A failure is told in one form: the command, the word it is about and what\n"
"happened, with the errno's name; then why, with the numbers that a second\n"
"look at the system gave; then what may help. help EACCES shows one of\n"
"these. trace on shows the calls themselves.\n"
"\n"
"EACCES  shmget, shmat: the mode does not give you the access asked for;\n"
"        attach -r needs less. shmctl IPC_STAT: you may not read it; stat\n"
"        shows it all the same. See help modes.\n"
"EEXIST  shmget with IPC_CREAT|IPC_EXCL, as create calls it: a segment has\n"
"        this key. attach it, or create -o to open it, or take another key.\n"
"EFAULT  the memory of a segment could not be reached: no huge page was left\n"
"        for it, or it was cut off meanwhile. (In C also shmctl, when its\n"
"        buffer is no memory of yours.)\n"
"EIDRM   shmat, shmctl: it was removed at that very moment.\n"
"EINVAL  shmget: size 0, or above kernel.shmmax; or the key's segment is\n"
"        smaller than you ask for; or there are no huge pages of that size.\n"
"        shmat, shmctl: there is no such id here: removed, of another\n"
"        namespace, or the number was a key. shmat: the address is no\n"
"        multiple of a page, or is taken. shmdt: nothing is attached that\n"
"        begins at this address.\n"
"ENFILE  shmget: the system's table of open files is full.\n"
"ENOENT  shmget without IPC_CREAT: no segment has this key here. Another\n"
"        key, another namespace, or it was removed. create makes it.\n"
"ENOMEM  shmget: the kernel will not promise so much memory, or has too few\n"
"        huge pages: create -R asks for no promise. shmat: no room in the\n"
"        address space, by RLIMIT_AS or vm.max_map_count. shmctl SHM_LOCK:\n"
"        over RLIMIT_MEMLOCK.\n"
"ENOSPC  shmget: kernel.shmmni segments, or kernel.shmall pages, are in use.\n"
"        No disk is meant: rm what nobody needs. See limits, help sizes.\n"
"ENOSYS  this kernel has no System V shared memory.\n"
"EOVERFLOW\n"
"        shmctl IPC_STAT: the number of its owner or group does not fit into\n"
"        what the call fills in. shmsh does not meet it.\n"
"EPERM   shmctl IPC_RMID, IPC_SET: only its owner, its creator and root may;\n"
"        the mode does not matter. shmget: huge pages are not for you.\n"
"        shmat: the address is below vm.mmap_min_addr.\n";

static const char first[] =
"> trace on\n"
"> create 1234 0\n"
"shmget(0x4d2, 0, IPC_CREAT|IPC_EXCL|0600) = -1 EINVAL (Invalid argument)\n"
"shmget(0x4d2, 0, 0) = -1 ENOENT (No such file or directory)\n"
"shmsh: create: 1234: the size can not be had (EINVAL)\n"
"    size 0 is below the least, 1 (SHMMIN)\n"
"> trace off\n";

static const char second[] =
"> create 1234 4096\n"
"created 0x000004d2  id 0  4096 bytes  rw-------\n"
"> create 1234 4096\n"
"shmsh: create: 1234: a segment has this key already (EEXIST)\n"
"    key 0x4d2 names id 0 (4096 bytes, root, 0600, 0 mappings)\n"
"    try: attach 1234, or create -o 1234 4096\n"
"> !shmsh -c 'create -o 1234 4096' 2> /dev/null && echo opened\n"
"opened\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic errors_topic = {
	.name = "errors",
	.summary = "what each errno of the four calls means",
	.text = text,
	.examples = {
		{ "A size of 0 is less than the least, and the kernel is asked why:",
		  first },
		{ "A segment that is there, with IPC_EXCL and without:",
		  second },
	},
};
