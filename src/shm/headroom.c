/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/headroom.h"

#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	CREDIT_MOST = 64 << 20
};

static bool file_text(const char *path, char *text, size_t size)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	if (descriptor < 0)
		return false;
	length = read(descriptor, text, size - 1);
	close(descriptor);
	if (length <= 0)
		return false;
	text[length] = '\0';
	return true;
}

/* "max" and a missing file are no limit. */
static uint64_t file_number(const char *directory, const char *name)
{
	char path[PATH_MAX + 64];
	char text[64];
	char *end;
	uint64_t number;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	if (!file_text(path, text, sizeof(text)))
		return UINT64_MAX;
	number = strtoull(text, &end, 10);
	return end == text ? UINT64_MAX : number;
}

static uint64_t machine_left(void)
{
	char text[4096];
	const char *line;
	uint64_t kilobytes;

	if (!file_text("/proc/meminfo", text, sizeof(text)))
		return UINT64_MAX;
	line = strstr(text, "MemAvailable:");
	if (!line || sscanf(line, "MemAvailable: %" SCNu64, &kilobytes) != 1)
		return UINT64_MAX;
	return kilobytes * 1024;
}

/* Pages of files that the kernel gives back when memory is wanted. */
static uint64_t file_cache(const char *directory)
{
	char path[PATH_MAX + 64];
	char text[8192];
	const char *line;
	uint64_t bytes;

	snprintf(path, sizeof(path), "%s/memory.stat", directory);
	if (!file_text(path, text, sizeof(text)))
		return 0;
	/* version 1 counts the cgroups below under this name */
	line = strstr(text, "\ntotal_inactive_file ");
	if (!line)
		line = strstr(text, "\ninactive_file ");
	if (!line || sscanf(line, " %*s %" SCNu64, &bytes) != 1)
		return 0;
	return bytes;
}

/* What is left in one cgroup; a file of each version tells its limit and use.
 */
static uint64_t left_in(const char *directory, const char *limit_name,
                        const char *used_name)
{
	uint64_t limit = file_number(directory, limit_name);
	uint64_t used;
	uint64_t cache;

	if (limit == UINT64_MAX)
		return UINT64_MAX;
	used = file_number(directory, used_name);
	cache = file_cache(directory);
	used = used == UINT64_MAX ? 0 : used - (cache < used ? cache : used);
	return used < limit ? limit - used : 0;
}

/* The least that is left in the cgroup PATH below ROOT and in those above. */
static uint64_t cgroup_left(const char *root, const char *path,
                            const char *limit, const char *used)
{
	char directory[PATH_MAX];
	uint64_t least = UINT64_MAX;
	size_t root_length = strlen(root);

	if (snprintf(directory, sizeof(directory), "%s%s", root, path) >=
	    (int)sizeof(directory))
		return UINT64_MAX;
	for (;;) {
		uint64_t left = left_in(directory, limit, used);
		char *slash = strrchr(directory, '/');

		least = left < least ? left : least;
		if (!slash || strlen(directory) <= root_length)
			return least;
		*slash = '\0';
	}
}

/* One line of /proc/self/cgroup, as "4:memory:/a/b" or "0::/a/b": cgroups(7) */
static uint64_t cgroup_line_left(char *line)
{
	char *controllers = strchr(line, ':');
	char *path = controllers ? strchr(controllers + 1, ':') : NULL;
	uint64_t unified;
	uint64_t hybrid;

	if (!path)
		return UINT64_MAX;
	*path++ = '\0';
	controllers++;
	path[strcspn(path, "\n")] = '\0';
	if (strcmp(controllers, "memory") == 0)
		return cgroup_left("/sys/fs/cgroup/memory", path,
		                   "memory.limit_in_bytes",
		                   "memory.usage_in_bytes");
	if (*controllers)
		return UINT64_MAX;
	unified = cgroup_left("/sys/fs/cgroup", path, "memory.max",
	                      "memory.current");
	hybrid = cgroup_left("/sys/fs/cgroup/unified", path, "memory.max",
	                     "memory.current");
	return unified < hybrid ? unified : hybrid;
}

uint64_t headroom_left(bool *of_cgroup)
{
	uint64_t least = machine_left();
	char text[8192];
	char *next = text;

	*of_cgroup = false;
	if (!file_text("/proc/self/cgroup", text, sizeof(text)))
		return least;
	for (char *line = strsep(&next, "\n"); line;
	     line = strsep(&next, "\n")) {
		uint64_t left = cgroup_line_left(line);

		if (left < least) {
			least = left;
			*of_cgroup = true;
		}
	}
	return least;
}

static int64_t seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return now.tv_sec;
}

bool headroom_take(struct headroom *headroom, uint64_t bytes)
{
	int64_t now = seconds();

	if (bytes <= headroom->credit && headroom->looked == now) {
		headroom->credit -= bytes;
		return true;
	}

	uint64_t left = headroom_left(&headroom->of_cgroup);

	headroom->looked = now;
	/* a tenth is kept for all else that needs memory meanwhile */
	left -= left / 10;
	if (bytes > left) {
		headroom->asked = bytes;
		headroom->left = left;
		headroom->credit = 0;
		return false;
	}
	left = (left - bytes) / 16;
	headroom->credit = left < CREDIT_MOST ? left : CREDIT_MOST;
	return true;
}
