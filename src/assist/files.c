/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/files.h"

#include "assist/candidates.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(const struct dirent *entry, const char *path)
{
	struct stat status;

	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return entry->d_type == DT_DIR;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void add(struct candidates *candidates, const struct dirent *entry,
                const char *folder, size_t length)
{
	char path[PATH_MAX];
	int used = snprintf(path, sizeof(path) - 1, "%.*s%s", (int)length,
	                    folder, entry->d_name);

	if (used < 0 || (size_t)used >= sizeof(path) - 1)
		return;
	if (!is_folder(entry, path)) {
		candidates_add(candidates, path, "");
		return;
	}
	path[used] = '/';
	path[used + 1] = '\0';
	candidates_add_open(candidates, path, "");
}

void files_add(struct candidates *candidates)
{
	const char *prefix = candidates->prefix;
	const char *slash = memrchr(prefix, '/', candidates->prefix_length);
	size_t length = slash ? (size_t)(slash + 1 - prefix) : 0;
	bool hidden =
		length < candidates->prefix_length && prefix[length] == '.';
	size_t first = candidates->count;
	char folder[PATH_MAX] = ".";
	struct dirent *entry;
	DIR *opened;

	if (length >= sizeof(folder))
		return;
	if (length > 0) {
		memcpy(folder, prefix, length);
		folder[length] = '\0';
	}
	opened = opendir(folder);
	if (!opened)
		return;
	while ((entry = readdir(opened)))
		if ((entry->d_name[0] != '.' || hidden) &&
		    strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			add(candidates, entry, folder, length);
	closedir(opened);
	candidates_sort(candidates, first);
}
