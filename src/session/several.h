/* Several segments that one command changes: nothing is done to the first
 * before all have been looked at. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct segment;
struct segment_name;
struct session;

/*
 * What the COUNT names choose, for the caller to free. NULL, and said, when one
 * chooses nothing, is not this user's to change, or is named twice.
 */
struct segment *several_look(struct session *session,
                             const struct segment_name *names, size_t count);

/*
 * SEGMENT as it is now, when its turn has come: what others set meanwhile is
 * not to be taken back. False, and said, when it is gone, or was removed and
 * its id was taken anew.
 */
bool several_look_again(struct session *session,
                        const struct segment_name *name,
                        struct segment *segment);

/* Says that of COUNT segments only the first DONE were CHANGED, as "removed";
 * of one there is nothing to say. */
void several_note(struct session *session, size_t done, size_t count,
                  const char *changed);
