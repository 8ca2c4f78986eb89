/* Which processes have a segment mapped, as far as /proc lets one see. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct attached_process {
	pid_t pid;
	unsigned long mappings;
};

/*
 * Fills at most ROOM entries with the processes of this IPC namespace that map
 * segment ID; returns how many there are. Stops looking once NATTCH mappings
 * were seen.
 */
size_t processes_attached(int id, unsigned long nattch,
                          struct attached_process *found, size_t room);

/* When process PID began, seconds since the epoch; 0 when it is not told. */
int64_t process_start(pid_t pid);

/* The command of process PID, cut to SIZE: bytes as the process set them.
 * -1 when it has gone. */
int process_command(pid_t pid, char *command, size_t size);
