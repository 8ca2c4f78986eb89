/* The commands that every interactive session begins with: a file of the
 * user's own. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct session;

/*
 * Runs $XDG_CONFIG_HOME/shmsh/rc, or ~/.config/shmsh/rc, to its end, whatever
 * fails in it; $status is 0 afterwards unless it quits. Not there: nothing is
 * said. A file that others could have written is left alone, with a note.
 * Settings that an option changed stay as they are.
 */
void rc_run(struct session *session);
