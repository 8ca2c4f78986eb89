/* The options of the process. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct command;
struct session;

/* Declared as the commands inside are; it has no handler. */
extern const struct command options_command;

struct options {
	const char **commands; /* of -c, in order; the strings are argv's */
	size_t command_count;
	bool interactive; /* -i */
	bool no_rc;       /* --no-rc */
	const char *file; /* the script, or null */
};

enum options_outcome {
	OPTIONS_RUN,
	OPTIONS_DONE,  /* --help or --version: was answered */
	OPTIONS_WRONG, /* was said */
};

/* Reads the COUNT words of argv; those that the session knows are set there. */
enum options_outcome options_read(struct options *options, int count,
                                  char **words, struct session *session);

void options_finish(struct options *options);
