/* Read a line, run it: the same for a terminal, a file, a pipe and -c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct input;
struct session;

/*
 * Runs INPUT to its end, to quit, or to the first failure where that stops
 * it. False when a command failed or the input could not be read.
 */
bool loop_run(struct session *session, struct input *input);
