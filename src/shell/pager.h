/* Answers that do not fit the window, shown by less or the like. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

struct session;

/* One command's answer, which may go through a pager. */
struct pager {
	struct session *session;
	const char *command; /* for /bin/sh */
	pid_t process;       /* 0 unless it was needed */
	int pipe;            /* to it, and what it stands in for: */
	int output;
	int errors; /* -1 when they stay where they are */
	struct termios terminal;
	bool terminal_known;
};

enum pager_outcome {
	PAGER_GOOD,    /* all was shown, or no pager was needed */
	PAGER_LEFT,    /* the user saw enough: what was missing is no failure */
	PAGER_MISSING, /* it can not be run, which was said: nothing was shown
	                */
};

/* Is the session one whose long answers go through a pager? */
bool pager_wanted(const struct session *session);

/* From now on what is answered is kept, until it does not fit the window:
 * then the pager starts, and all goes there as it comes. */
void pager_begin(struct pager *pager, struct session *session);

/* The answer has ended. Waits, with nothing attached, until the pager has. */
enum pager_outcome pager_end(struct pager *pager);
