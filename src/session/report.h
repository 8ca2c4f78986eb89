/*
 * What a command says beside its answer, on standard error: failures, notes on
 * surprises, and the short confirmation of a change.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>

struct call;
struct session;

/* "shmsh: FILE:LINE: COMMAND: ..."; returns false, so that a handler can say
 * and leave in one line. */
__attribute__((format(printf, 2, 3))) bool fail(struct session *session,
                                                const char *format, ...);

/* The same, with its cause and what helps on lines of their own. */
void report_complaint(struct session *session,
                      const struct complaint *complaint);

static inline bool fail_with(struct session *session,
                             const struct complaint *complaint)
{
	report_complaint(session, complaint);
	return false;
}

/* Something surprising, although the command did what it should. */
__attribute__((format(printf, 2, 3))) void note(struct session *session,
                                                const char *format, ...);

/* What was changed: said at the prompt, and in scripts with --verbose. */
__attribute__((format(printf, 2, 3))) void confirm(struct session *session,
                                                   const char *format, ...);

/* A line of its own on standard error, with less weight than an answer. */
void report_aside(struct session *session, const char *text);

/* A tracer (shm/calls.h) whose context is a session. */
void report_call(void *context, const struct call *call);
