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

/* Runs the open FILE, which stays the caller's, as PATH; a file that is being
 * run already, or is sourced too deep, is a failure. */
bool loop_run_file(struct session *session, const char *path, int file);

/* Runs the file PATH; session->source. */
bool loop_source(struct session *session, const char *path);
