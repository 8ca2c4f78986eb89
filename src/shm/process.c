/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/process.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
