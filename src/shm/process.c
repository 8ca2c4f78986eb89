/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/process.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	STATUS_LINE = 256
};

/* What follows NAME in /proc/PROCESS/status: proc(5). */
static bool read_status(const char *process, const char *name,
                        char value[static STATUS_LINE])
{
	char path[64];
	size_t length = strlen(name);
	bool found = false;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%s/status", process);
	file = fopen(path, "re");
	if (!file)
		return false;
	while (!found && fgets(value, STATUS_LINE, file))
		found = strncmp(value, name, length) == 0;
	fclose(file);
	if (found)
		memmove(value, value + length, strlen(value + length) + 1);
	return found;
}

/* NSpid has the number of a process in the pid namespace of /proc, and in each
 * below down to its own. Linux before 4.1 has no such line. */
static bool read_numbers_agree(void)
{
	char numbers[STATUS_LINE];
	int outer;
	int inner;

	return read_status("self", "Pid:", numbers) &&
	       (!read_status("self", "NSpid:", numbers) ||
	        sscanf(numbers, "%d %d", &outer, &inner) == 1);
}

bool process_numbers_agree(void)
{
	static bool known;
	static bool agree;

	/* a process never changes its pid namespace */
	if (!known)
		agree = read_numbers_agree();
	known = true;
	return agree;
}

bool process_exists(pid_t pid)
{
	return kill(pid, 0) == 0 || errno != ESRCH;
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

	if (!process_numbers_agree() || !read_ticks(pid, &ticks) ||
	    clock_gettime(CLOCK_BOOTTIME, &running) != 0)
		return 0;
	return time(NULL) - running.tv_sec +
	       (int64_t)(ticks / (uint64_t)sysconf(_SC_CLK_TCK));
}

bool process_has_user(pid_t pid, uid_t user)
{
	char process[16];
	char numbers[STATUS_LINE];
	uid_t users[3] = { 0 };

	snprintf(process, sizeof(process), "%d", (int)pid);
	if (!process_numbers_agree() ||
	    !read_status(process, "Uid:", numbers) ||
	    sscanf(numbers, "%u %u %u", &users[0], &users[1], &users[2]) != 3)
		return true;
	return user == users[0] || user == users[1] || user == users[2];
}

int process_command_listed(pid_t pid, char *command, size_t size)
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

int process_command(pid_t pid, char *command, size_t size)
{
	if (!process_numbers_agree())
		return -1;
	return process_command_listed(pid, command, size);
}
