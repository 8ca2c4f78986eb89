/* A file of commands, run by its name: what is given to shmsh, or sourced. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct session;

/* Runs the file PATH; session->source. */
bool script_run(struct session *session, const char *path);

/* The same for the open FILE, which stays the caller's; a file that is being
 * run already, or is sourced too deep, is a failure. */
bool script_run_open(struct session *session, const char *path, int file);
