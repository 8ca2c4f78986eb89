/* One process: whether it is there, and what /proc tells of it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * Does /proc count the processes as this one and the kernel's answers to it do?
 * It may be that of another pid namespace, as after unshare --pid alone: then
 * the number of a process is another one's there.
 */
bool process_numbers_agree(void);

/* Is there a process PID, a zombie perhaps? Not asked of /proc, which may hide
 * it (hidepid). */
bool process_exists(pid_t pid);

/* When process PID began, seconds since the epoch; 0 when it is not told. */
int64_t process_start(pid_t pid);

/* Does process PID run as USER, or may it again? Also when it is not told. */
bool process_has_user(pid_t pid, uid_t user);

/* The command of process PID, cut to SIZE: bytes as the process set them.
 * -1 when it has gone, or it is not told. */
int process_command(pid_t pid, char *command, size_t size);

/* The same of a PID that was read in /proc. */
int process_command_listed(pid_t pid, char *command, size_t size);
