/* The last word of an interactive session. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct session;

/* Says which segments made in this session remain: leaving detaches, and
 * removes nothing. */
void leave_note(struct session *session);
