/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/process.h"

#include "check.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void check_this_process(void)
{
	char command[32];

	check(process_exists(getpid()), "this process is there");
	check(process_has_user(getpid(), getuid()), "it has its user");
	if (!process_numbers_agree())
		return;
	check(process_start(getpid()) > 0, "its start is told");
	check(process_command(getpid(), command, sizeof(command)) == 0 &&
	              strcmp(command, "unit-process") == 0,
	      "its command is told");
	check(!process_has_user(getpid(), getuid() + 1), "and no other user");
}

static void check_one_that_is_gone(void)
{
	char command[32];
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
	check(!process_exists(child), "another one is gone");
	check(process_start(child) == 0, "when it began is not told");
	check(process_command(child, command, sizeof(command)) == -1,
	      "nor what it was");
	check(process_has_user(child, getuid() + 1),
	      "it may have had any user");
}

int main(void)
{
	check_this_process();
	check_one_that_is_gone();
	return plan();
}
