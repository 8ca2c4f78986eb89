/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/prompt.h"

#include "session/describe.h"
#include "session/session.h"
#include "text/line.h"

#include <stdio.h>

void prompt_make(const struct session *session, bool more,
                 char prompt[static PROMPT_ROOM])
{
	struct line line = line_on(prompt, PROMPT_ROOM);
	const struct current_segment *current = &session->current;
	const struct attachment *attachment;
	size_t others = session->attachments.held;
	char choice[KEY_ROOM];

	if (more) {
		snprintf(prompt, PROMPT_ROOM, "  ...> ");
		return;
	}
	line_add(&line, "shmsh");
	if (current->chosen) {
		describe_choice(current->key, current->id, choice);
		line_add(&line, " %s", choice);
		attachment =
			attachments_find_id(&session->attachments, current->id);
		if (attachment) {
			line_add(&line, attachment->writable ? " rw" : " r");
			others--;
		}
	}
	if (others > 0)
		line_add(&line, " +%zu", others);
	line_add(&line, "> ");
}
