/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/explain_limits.h"

#include "session/describe.h"
#include "session/session.h"
#include "shm/segment.h"
#include "text/line.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char huge_directory[] = "/sys/kernel/mm/hugepages";

/* "2.0 MiB, 1.0 GiB": the sizes of huge pages that this kernel has. */
static void huge_sizes(char *text, size_t size)
{
	struct line line = { .text = text, .size = size };
	DIR *directory = opendir(huge_directory);
	struct dirent *entry;

	line_add(&line, "%s", "");
	while (directory && (entry = readdir(directory))) {
		static const char prefix[] = "hugepages-";
		char human[KEY_ROOM];

		if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
			continue;
		describe_size(
			strtoull(entry->d_name + strlen(prefix), NULL, 10) *
				1024,
			human);
		line_add(&line, "%s%s", line.length ? ", " : "", human);
	}
	if (directory)
		closedir(directory);
}

static bool explain_huge_size(const struct call *call,
                              struct complaint *complaint)
{
	char sizes[128];

	if (!(call->flags & SHM_HUGETLB) ||
	    call->flags >> CALLS_HUGE_SHIFT == 0)
		return false;
	huge_sizes(sizes, sizeof(sizes));
	complaint_cause(
		complaint,
		"are there huge pages of that size? this kernel has: %s",
		*sizes ? sizes : "none");
	return true;
}

void explain_new_size(struct session *session, const struct call *call,
                      struct complaint *complaint)
{
	struct segment_limits limits;

	if (call->size == 0) {
		complaint_cause(complaint,
		                "size 0 is below the least, 1 (SHMMIN)");
		return;
	}
	if (segment_limits_read(&session->calls, &limits) == 0 &&
	    call->size > limits.largest) {
		complaint_cause(complaint,
		                "%zu bytes are above kernel.shmmax = %" PRIu64
		                " in this IPC namespace",
		                call->size, limits.largest);
		return;
	}
	explain_huge_size(call, complaint);
}

void explain_no_space(struct session *session, const struct call *call,
                      struct complaint *complaint)
{
	struct segment_limits limits;
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	uint64_t pages = (call->size + page - 1) / page;

	if (segment_limits_read(&session->calls, &limits) != 0)
		return;
	if (limits.used_segments >= limits.segments) {
		complaint_cause(complaint,
		                "not disk space: %" PRIu64 " of %" PRIu64
		                " segment ids are used (kernel.shmmni)",
		                limits.used_segments, limits.segments);
		complaint_remedy(complaint, "ls, and rm what nobody needs");
	} else if (pages > limits.pages ||
	           limits.used_pages > limits.pages - pages) {
		complaint_cause(complaint,
		                "not disk space: %" PRIu64
		                " pages in use and %" PRIu64
		                " more asked exceed kernel.shmall = %" PRIu64,
		                limits.used_pages, pages, limits.pages);
	}
}

static uint64_t huge_pages(const char *name)
{
	FILE *file = fopen("/proc/meminfo", "re");
	char line[128];
	uint64_t value = 0;
	size_t length = strlen(name);

	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, name, length) == 0)
			value = strtoull(line + length, NULL, 10);
	if (file)
		fclose(file);
	return value;
}

void explain_huge_pool(struct complaint *complaint)
{
	complaint_cause(complaint,
	                "%" PRIu64 " of %" PRIu64
	                " huge pages are free (vm.nr_hugepages); shmat does "
	                "not reserve them",
	                huge_pages("HugePages_Free:"),
	                huge_pages("HugePages_Total:"));
}

void explain_no_memory(const struct call *call, struct complaint *complaint)
{
	char human[KEY_ROOM];

	if (call->flags & SHM_HUGETLB) {
		complaint_cause(complaint,
		                "%" PRIu64 " of %" PRIu64
		                " huge pages of the default size are free "
		                "(vm.nr_hugepages)",
		                huge_pages("HugePages_Free:"),
		                huge_pages("HugePages_Total:"));
		return;
	}
	describe_size(call->size, human);
	complaint_cause(complaint,
	                "%zu bytes (%s) are more than vm.overcommit_memory "
	                "allows at once",
	                call->size, human);
	if (!(call->flags & SHM_NORESERVE))
		complaint_remedy(complaint,
		                 "create -R, which reserves nothing");
}
