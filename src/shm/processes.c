/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/processes.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Ids repeat between IPC namespaces: only processes of ours count. */
static bool same_namespace(const char *pid, const char *own)
{
	char path[64];
	char link[64];
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/%.20s/ns/ipc", pid);
	length = readlink(path, link, sizeof(link) - 1);
	if (length < 0)
		return false;
	link[length] = '\0';
	return strcmp(link, own) == 0;
}

/* proc(5): the name is /SYSV and the key, the inode number is the id. */
static unsigned long mappings_count(const char *pid, int id)
{
	char path[64];
	char line[512];
	unsigned long count = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%.20s/maps", pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	while (fgets(line, sizeof(line), file)) {
		unsigned long inode;

		if (strstr(line, " /SYSV") &&
		    sscanf(line, "%*x-%*x %*s %*x %*x:%*x %lu", &inode) == 1 &&
		    inode == (unsigned long)id)
			count++;
	}
	fclose(file);
	return count;
}

size_t processes_attached(int id, unsigned long nattch,
                          struct attached_process *found, size_t room)
{
	DIR *directory = opendir("/proc");
	char own[64] = "";
	unsigned long seen = 0;
	size_t count = 0;
	struct dirent *entry;

	if (!directory)
		return 0;
	if (readlink("/proc/self/ns/ipc", own, sizeof(own) - 1) < 0)
		own[0] = '\0';
	while (seen < nattch && (entry = readdir(directory))) {
		unsigned long mappings;

		if (entry->d_name[0] < '0' || entry->d_name[0] > '9' ||
		    !same_namespace(entry->d_name, own))
			continue;
		mappings = mappings_count(entry->d_name, id);
		if (mappings == 0)
			continue;
		if (count < room) {
			found[count].pid =
				(pid_t)strtol(entry->d_name, NULL, 10);
			found[count].mappings = mappings;
		}
		seen += mappings;
		count++;
	}
	closedir(directory);
	return count;
}

/* Field 22 of /proc/PID/stat, ticks since the machine started: proc(5). The
 * command before it may hold blanks and brackets. */
static bool read_ticks(pid_t pid, uint64_t *ticks)
{
	char path[64];
	char line[1024];
	const char *bracket = NULL;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return false;
	line[fread(line, 1, sizeof(line) - 1, file)] = '\0';
	fclose(file);
	bracket = strrchr(line, ')');
	return bracket &&
	       sscanf(bracket,
	              ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u "
	              "%*d %*d %*d %*d %*d %*d %" SCNu64,
	              ticks) == 1;
}

int64_t process_start(pid_t pid)
{
	struct timespec running;
	uint64_t ticks;

	if (!read_ticks(pid, &ticks) ||
	    clock_gettime(CLOCK_BOOTTIME, &running) != 0)
		return 0;
	return time(NULL) - running.tv_sec +
	       (int64_t)(ticks / (uint64_t)sysconf(_SC_CLK_TCK));
}

int process_command(pid_t pid, char *command, size_t size)
{
	char path[64];
	FILE *file;
	size_t length;

	snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return -1;
	length = fread(command, 1, size - 1, file);
	fclose(file);
	if (length > 0 && command[length - 1] == '\n')
		length--;
	command[length] = '\0';
	return length > 0 ? 0 : -1;
}
