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
	struct line line = line_on(text, size);
	DIR *directory = opendir(huge_directory);
	struct dirent *entry;

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

/* The size of huge pages that CALL asks for; 0 for the default one. */
static uint64_t huge_size_asked(const struct call *call)
{
	unsigned shift = (unsigned)call->flags >> CALLS_HUGE_SHIFT;

	return shift ? (uint64_t)1 << shift : 0;
}

/* A number that the kernel shows of huge pages of SIZE bytes. */
static bool huge_pages_read(uint64_t size, const char *name, uint64_t *value)
{
	char path[128];
	FILE *file;
	bool good;

	snprintf(path, sizeof(path), "%s/hugepages-%" PRIu64 "kB/%s",
	         huge_directory, size / 1024, name);
	file = fopen(path, "re");
	if (!file)
		return false;
	good = fscanf(file, "%" SCNu64, value) == 1;
	fclose(file);
	return good;
}

static void explain_huge_size(const struct call *call,
                              struct complaint *complaint)
{
	uint64_t asked = huge_size_asked(call);
	char sizes[128];
	uint64_t count;

	if (!(call->flags & SHM_HUGETLB) || asked == 0 ||
	    huge_pages_read(asked, "nr_hugepages", &count))
		return;
	huge_sizes(sizes, sizeof(sizes));
	complaint_cause(complaint,
	                "this kernel has no huge pages of %" PRIu64
	                " bytes; it has: %s",
	                asked, *sizes ? sizes : "none");
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
		complaint_remedy(complaint, "prune, or rm what nobody needs");
	} else if (pages > limits.pages ||
	           limits.used_pages > limits.pages - pages) {
		complaint_cause(complaint,
		                "not disk space: %" PRIu64
		                " pages in use and %" PRIu64
		                " more asked exceed kernel.shmall = %" PRIu64,
		                limits.used_pages, pages, limits.pages);
		complaint_remedy(complaint, "prune, or rm what nobody needs");
	}
}

uint64_t limit_of_huge_pages(const char *name)
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

uint64_t limit_of_mappings(const char *name)
{
	char path[64];
	uint64_t value = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/sys/vm/%s", name);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%" SCNu64, &value) != 1)
		value = 0;
	fclose(file);
	return value;
}

void explain_huge_pool(struct complaint *complaint)
{
	complaint_cause(complaint,
	                "%" PRIu64 " of %" PRIu64
	                " huge pages are free (vm.nr_hugepages); shmat does "
	                "not reserve them",
	                limit_of_huge_pages("HugePages_Free:"),
	                limit_of_huge_pages("HugePages_Total:"));
}

static void explain_no_huge_memory(const struct call *call,
                                   struct complaint *complaint)
{
	uint64_t size = huge_size_asked(call);
	uint64_t unused = limit_of_huge_pages("HugePages_Free:");
	uint64_t total = limit_of_huge_pages("HugePages_Total:");
	char human[KEY_ROOM];

	if (size == 0)
		size = limit_of_huge_pages("Hugepagesize:") * 1024;
	huge_pages_read(size, "free_hugepages", &unused);
	huge_pages_read(size, "nr_hugepages", &total);
	describe_size(size, human);
	complaint_cause(complaint,
	                "%" PRIu64 " of %" PRIu64 " huge pages of %s are free "
	                "(vm.nr_hugepages)",
	                unused, total, human);
}

void explain_no_memory(const struct call *call, struct complaint *complaint)
{
	char human[KEY_ROOM];

	if (call->flags & SHM_HUGETLB) {
		explain_no_huge_memory(call, complaint);
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
