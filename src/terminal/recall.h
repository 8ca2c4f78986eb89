/* The lines that Up and Ctrl-R find again: those of the history's file, and
 * those of this session. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <histedit.h>
#include <stddef.h>

struct session;

/* Opens session->history; NULL when there is no memory. Ended by recall_free.
 */
History *recall_new(struct session *session);
void recall_free(History *recalled, struct session *session);

/* Adds what session->history has had since FED entries; returns how many it has
 * now. */
size_t recall_update(History *recalled, const struct session *session,
                     size_t fed);
