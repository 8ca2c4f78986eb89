/* Runs one command: finds it, reads its words, sends its output where it is
 * to go. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/words.h"
#include "shell/prepare.h"

#include <stdbool.h>

struct input;
struct output;
struct session;

struct runner {
	struct session *session;
	const struct input *input;  /* a child may not read it */
	struct statement statement; /* read by the caller */
	struct expansion expansion;
	struct prepared prepared;
	struct complaint complaint; /* about the words, for the caller */
	struct output *redirected;  /* made when first needed */
	struct output *outer;       /* where answers went before */
};

void runner_init(struct runner *runner, struct session *session,
                 const struct input *input);
void runner_finish(struct runner *runner);

/* Runs runner->statement and sets session->status; false when it failed, which
 * was said. */
bool run_statement(struct runner *runner);
