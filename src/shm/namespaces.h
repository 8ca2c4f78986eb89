/* The IPC namespaces of the machine, as far as /proc shows them. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct ipc_namespace {
	uint64_t number; /* 0: of the processes that may not be looked at */
	size_t processes;
	pid_t pid; /* the lowest one in it; 0 when that is not seen */
	bool counted;
	uint64_t segments;
	uint64_t bytes; /* UINT64_MAX also when there are more */
};

struct ipc_namespaces {
	struct ipc_namespace
		*items; /* in the order of PID; those not seen last */
	size_t count;
};

/*
 * The IPC namespaces in which there are processes that /proc shows, and what
 * segments are in those that may be entered: a child of this process goes
 * there. -1 and errno; else must be finished.
 */
int namespaces_find(struct ipc_namespaces *namespaces);
void namespaces_finish(struct ipc_namespaces *namespaces);

/* Counts the segments of one; COUNTED stays false where that can not be. */
void namespace_count(struct ipc_namespace *namespace);
