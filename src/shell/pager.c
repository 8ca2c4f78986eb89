/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/pager.h"

#include "session/interrupt.h"
#include "session/report.h"
#include "session/session.h"
#include "shell/child.h"
#include "text/rows.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	NOT_EXECUTABLE = 126,
	NOT_FOUND = 127,
	DIED = 128, /* plus the signal's number */
	ROWS_USUAL = 24,
	COLUMNS_USUAL = 80,
};

/* What /bin/sh is to run; NULL when nothing is wanted. */
static const char *find_command(void)
{
	const char *command = getenv("SHMSH_PAGER");

	if (!command)
		command = getenv("PAGER");
	if (!command)
		return "less -FRX";
	if (command[strspn(command, " \t")] == '\0' ||
	    strcmp(command, "cat") == 0)
		return NULL;
	return command;
}

bool pager_wanted(const struct session *session)
{
	const char *terminal = getenv("TERM");

	return session->pager && session->interactive &&
	       session->output == session->standard &&
	       session->standard->terminal && session->standard->error == 0 &&
	       terminal && *terminal && strcmp(terminal, "dumb") != 0 &&
	       find_command();
}

/* Leaves a row for the next prompt. */
static bool fits_window(const struct output *output)
{
	struct winsize window = { 0 };

	ioctl(output->descriptor, TIOCGWINSZ, &window);
	return rows_suffice(output->bytes, output->used,
	                    (window.ws_row ? window.ws_row : ROWS_USUAL) - 1u,
	                    window.ws_col ? window.ws_col : COLUMNS_USUAL);
}

/* Errors and notes go there as well: beside it they would garble the screen. */
static void send_all(struct pager *pager)
{
	struct session *session = pager->session;

	pager->output = session->standard->descriptor;
	session->standard->descriptor = pager->pipe;
	pager->errors = -1;
	if (session->errors->terminal) {
		pager->errors = session->errors->descriptor;
		session->errors->descriptor = pager->pipe;
	}
}

/* In the middle of a command: what it has attached must stay. */
static void start(struct pager *pager)
{
	struct session *session = pager->session;

	pager->terminal_known =
		tcgetattr(session->standard->descriptor, &pager->terminal) == 0;
	interrupt_lend();
	pager->process =
		child_start_pager(session, pager->command, &pager->pipe);
	if (pager->process > 0) {
		send_all(pager);
		return;
	}

	int error = errno;

	pager->process = 0;
	interrupt_return();
	note(session, "the pager '%s' can not be started: %s (%s)",
	     pager->command, strerror(error), strerrorname_np(error));
}

/* The output's first bytes are about to leave. */
static void decide(struct output *output, bool more)
{
	struct pager *pager = output->leaving_context;

	if (more || !fits_window(output))
		start(pager);
}

void pager_begin(struct pager *pager, struct session *session)
{
	*pager =
		(struct pager){ .session = session, .command = find_command() };
	session->standard->leaving = decide;
	session->standard->leaving_context = pager;
}

/* Back to the terminal; was something not taken by the pager? */
static bool take_back(struct pager *pager)
{
	struct output *output = pager->session->standard;
	struct output *errors = pager->session->errors;
	bool cut = output->error != 0 || session_interrupted == SIGCHLD;

	output->descriptor = pager->output;
	output->error = 0;
	output->styled = false; /* what was begun, was so there */
	if (pager->errors >= 0) {
		cut = cut || errors->error != 0;
		errors->descriptor = pager->errors;
		errors->error = 0;
		errors->styled = false;
	}
	close(pager->pipe);
	return cut;
}

/* A pager that was killed leaves the terminal as it had made it. */
static void restore_terminal(const struct pager *pager)
{
	if (pager->terminal_known)
		tcsetattr(pager->output, TCSADRAIN, &pager->terminal);
}

/* Says how it ended unless that was well; what died of Ctrl-C did as told. */
static void tell_end(const struct pager *pager, int status)
{
	struct session *session = pager->session;

	if (status > DIED)
		output_byte(session->standard, '\n');
	if (status > DIED && status != DIED + SIGINT)
		note(session, "the pager '%s' died of signal %d",
		     pager->command, status - DIED);
	else if (status == NOT_FOUND || status == NOT_EXECUTABLE)
		note(session,
		     "the pager '%s' can not be run (exit status %d); set "
		     "pager off does without",
		     pager->command, status);
}

enum pager_outcome pager_end(struct pager *pager)
{
	struct session *session = pager->session;
	bool cut;
	int status;

	session_pause(session);
	session->standard->leaving = NULL;
	if (pager->process == 0)
		return PAGER_GOOD;
	cut = take_back(pager);
	status = child_wait(pager->process);
	interrupt_return();
	restore_terminal(pager);
	tell_end(pager, status);
	if (status == NOT_FOUND || status == NOT_EXECUTABLE)
		return PAGER_MISSING;
	return cut ? PAGER_LEFT : PAGER_GOOD;
}
