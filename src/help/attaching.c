/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"shmat maps a segment into the memory of a process: from then on its bytes\n"
"are read and written like any others, with no system call. shmdt takes the\n"
"mapping away again. A C program does\n"
"\n"
"    int id = shmget(1234, 4096, IPC_CREAT | 0644);\n"
"    char *memory = shmat(id, NULL, 0);\n"
"    sprintf(memory, \"count=%d name=%s\", 42, \"Ada\");\n"
"\n"
"and another one with the same key reads it by sscanf. Here that is create,\n"
"attach, printf and scanf. Every command attaches what it needs and detaches\n"
"it, so attach is for seeing what it does, or for holding a segment:\n"
"\n"
"    attach 1234       shmat(id, NULL, 0): the kernel chooses the address\n"
"    -r                SHM_RDONLY, only to read\n"
"    -a ADDRESS        there; it must be a multiple of SHMLBA, a page\n"
"    -a ADDRESS -d     SHM_RND, rounds it down to one\n"
"    -a ADDRESS -f     SHM_REMAP, replaces an attachment of this shmsh\n"
"    -e                SHM_EXEC, its bytes may be run as code\n"
"\n"
"The address differs from process to process, so programs that keep pointers\n"
"in a segment keep offsets instead, or all attach at one address.\n"
"\n"
"A mapping is whole pages: behind the last byte of a segment of 100 bytes\n"
"the page goes on, and the kernel lets programs write there. Behind the page\n"
"there may be another mapping, or nothing (SIGSEGV). sprintf knows no bound;\n"
"shmsh does, and refuses each byte past the end.\n"
"\n"
"NATTCH in ls counts mappings: attaching twice counts twice. The prompt\n"
"shows what you hold. Holding a segment can keep a server from starting\n"
"again: PostgreSQL does not while anybody is attached to its old one.\n";

static const char first[] =
"> create 1234 4096 0644\n"
"created 0x000004d2  id 0  4096 bytes  rw-r--r--\n"
"> attach 1234\n"
"attached 0x000004d2  id 0  at 0x7f3a5c0d2000  4096 bytes  rw\n"
"> printf 1234 \"count=%d name=%s\" 42 Ada\n"
"wrote 18 bytes to 1234+0\n"
"> !shmsh -c 'scanf 1234 \"count=%d name=%s\"'\n"
"42\n"
"Ada\n"
"> detach\n"
"detached 0x000004d2  id 0\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";

static const char second[] =
"> create 1234 4096\n"
"created 0x000004d2  id 0  4096 bytes  rw-------\n"
"> attach -a 0x10000000 1234\n"
"attached 0x000004d2  id 0  at 0x10000000  4096 bytes  rw\n"
"> attach -r -a 0x20000000 1234\n"
"attached 0x000004d2  id 0  at 0x20000000  4096 bytes  r\n"
"> attach\n"
"KEY         ID  ADDRESS     SIZE  ACCESS\n"
"0x000004d2   0  0x10000000  4096  rw\n"
"0x000004d2   0  0x20000000  4096  r\n"
"> detach -A\n"
"detached 0x000004d2  id 0\n"
"detached 0x000004d2  id 0\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic attaching_topic = {
	.name = "attaching",
	.summary = "a segment in the memory of a process",
	.text = text,
	.examples = {
		{ "Two processes in one segment:",
		  first },
		{ "One segment twice in one process: at the same offset, the same byte.",
		  second },
	},
};
