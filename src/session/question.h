/* A question with yes or no, asked on the terminal before what can not be
 * undone. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct session;

/* Is somebody there to answer? Standard input and error are the terminal, and
 * no script comes from it. */
bool question_possible(const struct session *session);

enum answer {
	ANSWER_NO, /* whatever is not yes, the end of the input too */
	ANSWER_YES,
	ANSWER_INTERRUPTED,
};

/* "TEXT? [y/N] "; what was typed before is no answer. */
enum answer question_ask(struct session *session, const char *text);
