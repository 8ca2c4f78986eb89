/*
 * Why a system call failed, found by a second look: the one place where an
 * errno becomes a cause with its numbers and a command that helps.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>

struct attachment;
struct segment_name;
struct session;

/* Says why the last call failed, which was made for NAME; returns false. */
bool fail_call(struct session *session, const struct segment_name *name);

/* The same for a call that was made for what SUBJECT says. */
bool fail_call_for(struct session *session, const char *subject);

/* Adds why the memory of ATTACHMENT faulted, where that can be seen. */
void explain_fault(struct session *session, const struct attachment *attachment,
                   struct complaint *complaint);
