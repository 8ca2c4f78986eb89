/* The last word of an interactive session. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct session;

enum {
	LEAVE_ROOM = 512
};

/* Says which segments made in this session remain: leaving detaches, and
 * removes nothing. */
void leave_note(struct session *session);

/* The same in two steps, for a session that goes to another IPC namespace:
 * there it could not find out. REMAINING is empty when none remains. */
void leave_list(struct session *session, char remaining[static LEAVE_ROOM]);
void leave_say(struct session *session, const char *remaining);
