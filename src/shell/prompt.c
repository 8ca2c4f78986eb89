/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/prompt.h"

#include "session/describe.h"
#include "session/session.h"
#include "text/line.h"
#include "text/style.h"

#include <stdio.h>

/*
 * The style of what follows, up to the next one. A visible character has to
 * stand between two of them, and one behind the last: libedit would lose it.
 */
static void add_style(struct line *line, const struct session *session,
                      enum style style)
{
	if (session->standard->colour)
		line_add(line, "%c%s%c", PROMPT_LITERAL,
		         style_sequences[style].bytes, PROMPT_LITERAL);
}

/* A blank, and TEXT in STYLE. */
static void add_word(struct line *line, const struct session *session,
                     enum style style, const char *text)
{
	add_style(line, session, STYLE_PLAIN);
	line_add(line, " ");
	add_style(line, session, style);
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
	add_word(line, session, STYLE_KEY, choice);
	attachment = attachments_find_id(&session->attachments, current->id);
	if (!attachment)
		return held;
	add_word(line, session,
	         attachment->writable ? STYLE_WARNING : STYLE_PLAIN,
	         attachment->writable ? "rw" : "r");
	return held - 1;
}

/* What makes the same commands do something else. */
static void add_place(struct line *line, const struct session *session)
{
	char text[32];

	if (session->read_only)
		add_word(line, session, STYLE_PLAIN, "read-only");
	if (!session->whereabouts.away)
		return;
	snprintf(text, sizeof(text), "(%s)", session->whereabouts.name);
	add_word(line, session, STYLE_WARNING, text);
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
	add_style(&line, session, STYLE_DIM);
	line_add(&line, "shmsh");
	add_place(&line, session);
	others = add_segment(&line, session);
	if (others > 0) {
		snprintf(text, sizeof(text), "+%zu", others);
		add_word(&line, session, STYLE_PLAIN, text);
	}
	if (session->status != 0) {
		snprintf(text, sizeof(text), session->status == 1 ? "!" : "!%d",
		         session->status);
		add_word(&line, session, STYLE_ERROR, text);
	}
	add_style(&line, session, STYLE_PLAIN);
	line_add(&line, "> ");
}
