/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/prompt.h"

#include "session/describe.h"
#include "session/session.h"
#include "text/line.h"

#include <stdio.h>

/* attributes, by what they tell */
#define NAME     "2"
#define SEGMENT  "36"
#define WRITABLE "33"
#define FAILURE  "31"

/*
 * The attributes of what follows, up to the next ones. A visible character has
 * to stand between two of them, and one behind the last: libedit would lose
 * it.
 */
static void add_style(struct line *line, const struct session *session,
                      const char *attributes)
{
	if (session->standard->colour)
		line_add(line, "%c\033[%sm%c", PROMPT_LITERAL, attributes,
		         PROMPT_LITERAL);
}

/* A blank, and TEXT with these attributes. */
static void add_word(struct line *line, const struct session *session,
                     const char *attributes, const char *text)
{
	add_style(line, session, "");
	line_add(line, " ");
	add_style(line, session, attributes);
	line_add(line, "%s", text);
}

/* The segment that . means; returns how many attachments are not it. */
static size_t add_segment(struct line *line, const struct session *session)
{
	const struct current_segment *current = &session->current;
	size_t held = session->attachments.held;
	const struct attachment *attachment;
	char choice[KEY_ROOM];

	if (!current->chosen)
		return held;
	describe_choice(current->key, current->id, choice);
	add_word(line, session, SEGMENT, choice);
	attachment = attachments_find_id(&session->attachments, current->id);
	if (!attachment)
		return held;
	add_word(line, session, attachment->writable ? WRITABLE : "",
	         attachment->writable ? "rw" : "r");
	return held - 1;
}

void prompt_make(const struct session *session, bool more,
                 char prompt[static PROMPT_ROOM])
{
	struct line line = line_on(prompt, PROMPT_ROOM);
	char text[32];
	size_t others;

	if (more) {
		line_add(&line, "  ...> ");
		return;
	}
	add_style(&line, session, NAME);
	line_add(&line, "shmsh");
	others = add_segment(&line, session);
	if (others > 0) {
		snprintf(text, sizeof(text), "+%zu", others);
		add_word(&line, session, "", text);
	}
	if (session->status != 0) {
		snprintf(text, sizeof(text), session->status == 1 ? "!" : "!%d",
		         session->status);
		add_word(&line, session, FAILURE, text);
	}
	add_style(&line, session, "");
	line_add(&line, "> ");
}
