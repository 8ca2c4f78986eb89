/* SPDX-License-Identifier: BSD-2-Clause */
#include "help/topics.h"

/* clang-format off */
static const char text[] =
"Three settings limit an IPC namespace; each namespace has its own, and a\n"
"new one begins with the kernel's defaults:\n"
"\n"
"    kernel.shmmni   segments there may be; 4096 unless changed\n"
"    kernel.shmmax   bytes of the largest; by default no limit in effect\n"
"    kernel.shmall   pages of all together; by default no limit in effect\n"
"\n"
"    create over shmmax                        EINVAL\n"
"    create when shmmni or shmall is reached   ENOSPC; no disk is meant\n"
"\n"
"The least size is 1 byte. The memory taken is whole pages, but the size\n"
"stays as asked, to the byte, and a segment never grows: remove it and\n"
"create it anew.\n"
"\n"
"limits shows them, and what of them is used. Root changes one with\n"
"sysctl -w kernel.shmmni=8192, for the namespace that sysctl runs in.\n"
"\n"
"Below them there is memory. create takes no pages yet: it promises them,\n"
"and ENOMEM means that the kernel's overcommit rule refuses to; create -R\n"
"asks for no promise. Pages are made on the first touch. When none are left,\n"
"or a memory cgroup allows no more, the kernel kills a process instead of\n"
"giving an error; so shmsh refuses a write that would need more new pages\n"
"than nine tenths of what is left.\n"
"\n"
"Huge pages (create -H) come from a pool, vm.nr_hugepages, for those with\n"
"CAP_IPC_LOCK or in the group vm.hugetlb_shm_group.\n"
"\n"
"A process has limits, too: attach is ENOMEM over RLIMIT_AS (ulimit -v) and\n"
"with more than vm.max_map_count mappings.\n";

static const char first[] =
"> !cat /proc/sys/kernel/shmmni\n"
"4096\n";

static const char second[] =
"> create 1234 5000\n"
"created 0x000004d2  id 0  5000 bytes  rw-------\n"
"> write 1234 \"x\"\n"
"wrote 2 bytes to 1234+0\n"
"> stat | grep -E 'size|resident'\n"
"size      5000 bytes (4.9 KiB)\n"
"resident  4096 bytes (4.0 KiB)\n"
"> rm 1234\n"
"removed 0x000004d2  id 0\n";
/* clang-format on */

const struct topic sizes_topic = {
	.name = "sizes",
	.summary = "how many and how large segments may be",
	.text = text,
	.examples = {
		{ "What is allowed here:",
		  first },
		{ "A size is kept to the byte; resident shows the pages that were made.",
		  second },
	},
};
