/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"A segment belongs to no process. It is there from create until somebody\n"
"removes it, and it outlives every program that used it:\n"
"\n"
"    its creator ends         it stays, with all that is in it\n"
"    the last one detaches    it stays; NATTCH is 0 in ls\n"
"    a program crashes        the kernel detaches for it; the segment stays\n"
"    rm (IPC_RMID)            its key is free; it is gone when, or as soon\n"
"                             as, nobody has it attached\n"
"    its IPC namespace ends   gone: see help namespaces\n"
"    the machine restarts     gone\n"
"\n"
"Its memory is zeros at first. Pages are made when they are first touched;\n"
"stat shows as resident what there is so far.\n"
"\n"
"rm of a segment that is attached does not take it from anybody. Who has it\n"
"goes on, ls shows it as removed with no key, and on Linux it can still be\n"
"attached by its id. The last detach, or the end of the last process, frees\n"
"it. rm names the processes that hold it, as far as you may see them.\n"
"\n"
"fork gives a child the attachments of its parent, and each counts in\n"
"NATTCH; exec and the end of a process detach all.\n"
"\n"
"What programs forgot to remove is what to look for on a server: ls shows\n"
"NATTCH 0, and stat a creator that is gone. That alone does not prove that\n"
"nobody wants it: a program may come back for its data. Ask its owner.\n"
"\n"
"With kernel.shm_rmid_forced = 1 a segment goes with its last attachment,\n"
"or with its creator if it was never attached. Then reading one that nobody\n"
"has attached would destroy it, and shmsh refuses.\n";

static const char first[] =
"> !shmsh -c 'create 1234 100; write 1234 \"still here\"'\n"
"> read 1234\n"
"still here\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> !shmsh -c 'create 1 9; attach 1; rm 1; ls; detach; ls' 2> /dev/null\n"
"KEY      ID  OWNER  MODE       SIZE  NATTCH  CHANGED  FLAGS\n"
"removed   0  root   rw-------     9       1  0 s ago  removed\n"
"KEY  ID  OWNER  MODE  SIZE  NATTCH  CHANGED  FLAGS\n";
/* clang-format on */

const struct topic lifetime_topic = {
	.name = "lifetime",
	.summary = "from create to gone: what removes a segment",
	.text = text,
	.examples = {
		{ "It outlives the process that made it:",
		  first },
		{ "Removed while it is attached, it is there until the last detach:",
		  second },
	},
};
