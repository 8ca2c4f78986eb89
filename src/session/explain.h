/*
 * Why a system call failed, found by a second look: the one place where an
 * errno becomes a cause with its numbers and a command that helps.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>

struct attachment;
struct segment;
struct segment_name;
struct session;

/* Says why the last call failed, which was made for NAME. */
void explain_call(struct session *session, const struct segment_name *name);

/* The same for a call that was made for what SUBJECT says. */
void explain_call_for(struct session *session, const char *subject);

/* Explain and leave in one line; that they return false is seen by all. */
static inline bool fail_call(struct session *session,
                             const struct segment_name *name)
{
	explain_call(session, name);
	return false;
}

static inline bool fail_call_for(struct session *session, const char *subject)
{
	explain_call_for(session, subject);
	return false;
}

/* Says whose SEGMENT is, which the user may not remove. */
void explain_owner(struct session *session, const struct segment_name *name,
                   const struct segment *segment);

/* Adds why the memory of ATTACHMENT faulted, where that can be seen. */
void explain_fault(const struct attachment *attachment,
                   struct complaint *complaint);

/* Says why bytes of ATTACHMENT could not be reached: errno of access_read. */
void explain_bytes(const struct session *session,
                   const struct attachment *attachment,
                   struct complaint *complaint);
