/*
 * IPC namespaces: each has keys, ids and limits of its own, see
 * ipc_namespaces(7). What this process does is done in the one that it is in.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The number of this process's IPC namespace; 0 when /proc does not tell. */
uint64_t namespace_own(void);

/* That of process PID; 0 and errno when it has gone or may not be looked at. */
uint64_t namespace_of(pid_t pid);

/* That of a descriptor from namespace_open; 0 and errno on failure. */
uint64_t namespace_of_descriptor(int descriptor);

/* A descriptor of this process's IPC namespace, to come back to it. */
int namespace_open(void);

/* Goes to the IPC namespace of a descriptor. -1 and errno. */
int namespace_return(int descriptor);

/*
 * Goes to the IPC namespace of process PID. Where that takes rights in the user
 * namespace that owns it, and this process may enter that too, it goes there
 * first, and *JOINED_USERS is true: there is no way back from it. -1 and errno:
 * ESRCH when there is no such process, EPERM, EACCES.
 */
int namespace_enter(pid_t pid, bool *joined_users);

/*
 * Makes a fresh IPC namespace and goes there; without the right to do that, in
 * a fresh user namespace, in which this user and group are who they were. -1
 * and errno; *STEP is what failed then.
 */
int namespace_make(const char **step);
