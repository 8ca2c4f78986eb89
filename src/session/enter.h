/*
 * Going to another IPC namespace. What was known of segments is forgotten
 * then: keys and ids mean others. Each of these says itself what failed.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct session;

/* To that of process PID. Refused while a segment is held attached, whose id
 * would name another one there. */
bool enter_process(struct session *session, pid_t pid);

/* Back to where shmsh was started. */
bool enter_home(struct session *session);

/* To a fresh one, which is gone when this process ends. */
bool enter_sandbox(struct session *session);
