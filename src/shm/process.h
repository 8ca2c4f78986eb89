/* One process, as /proc describes it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* When process PID began, seconds since the epoch; 0 when it is not told. */
int64_t process_start(pid_t pid);

/* The command of process PID, cut to SIZE: bytes as the process set them.
 * -1 when it has gone. */
int process_command(pid_t pid, char *command, size_t size);
