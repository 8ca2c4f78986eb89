/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/loop.h"

#include "language/words.h"
#include "session/history.h"
#include "session/report.h"
#include "session/session.h"
#include "shell/input.h"
#include "shell/run.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

/* One input being run. */
struct loop {
	struct session *session;
	struct input *input;
	struct runner runner;
	struct statement
		rest; /* what follows, to see whether a quote is open */
	struct location location;
};

static bool at_prompt(const struct loop *loop)
{
	return loop->input->name == NULL;
}

/* Is a quote open behind POSITION? Nothing of it is run or expanded. */
static bool rest_is_open(struct loop *loop, size_t position)
{
	const struct input *input = loop->input;

	loop->rest.state = STATEMENT_ENDS;
	while (position < input->length && loop->rest.state == STATEMENT_ENDS)
		statement_read(&loop->rest, input->line, input->length,
		               &position, NULL, NULL);
	return loop->rest.state != STATEMENT_ENDS;
}

/* What is open where the line ends, of its first command or of the rest. */
static unsigned open_state(const struct loop *loop)
{
	unsigned state = loop->runner.statement.state;

	return state == STATEMENT_ENDS ? loop->rest.state : state;
}

static bool fail_open(struct loop *loop)
{
	static const char *const what[] = {
		[STATEMENT_ENDS] = "a command",
		[STATEMENT_OPEN_SINGLE] = "a ' quote",
		[STATEMENT_OPEN_DOUBLE] = "a \" quote",
		[STATEMENT_OPEN_LINE] = "a line that \\ continues",
	};

	return fail(loop->session, "%s is open at the end",
	            what[open_state(loop)]);
}

/* A line that is too long or can not be read. */
static bool fail_event(struct loop *loop, enum input_event event)
{
	if (event == INPUT_TOO_LONG)
		return fail(loop->session,
		            "the line is longer than %d MiB; it was skipped",
		            LINE_MOST >> 20);
	if (event == INPUT_FAILED)
		return fail(loop->session,
		            "the script can not be read: %s (%s)",
		            strerror(errno), strerrorname_np(errno));
	return false;
}

/* May the next command run after one whose outcome was GOOD? */
static bool goes_on(struct loop *loop, bool good, bool expected)
{
	struct session *session = loop->session;

	if (!good && !expected)
		session->failed = true;
	if (session->quit || session->standard->error || session_interrupted)
		return false;
	return good || expected || at_prompt(loop) || session->keep_going ||
	       session->checking;
}

/* Takes more lines, up to one that may close what is open: to look at all of
 * them after each one would take ages. */
static enum input_event read_more(struct loop *loop)
{
	static const char closing[] = {
		[STATEMENT_OPEN_SINGLE] = '\'',
		[STATEMENT_OPEN_DOUBLE] = '"',
		[STATEMENT_OPEN_LINE] = '\0',
	};
	unsigned state = open_state(loop);
	struct input *input = loop->input;
	size_t seen;

	do {
		enum input_event event;

		seen = input->length;
		event = input->next(input, loop->session, true);
		if (event != INPUT_LINE)
			return event;
	} while (closing[state] && !memchr(input->line + seen, closing[state],
	                                   input->length - seen));
	return INPUT_LINE;
}

/*
 * Reads the line's first command, and more lines as long as a quote is open:
 * until it is closed nobody knows what is text and what a command. *GOOD is
 * whether its words are right; the event is not INPUT_LINE when no more came.
 */
static enum input_event read_first(struct loop *loop, size_t *position,
                                   bool *good)
{
	struct input *input = loop->input;
	struct statement *statement = &loop->runner.statement;

	for (;;) {
		enum input_event event;

		*position = 0;
		*good = statement_read(statement, input->line, input->length,
		                       position, &loop->runner.expansion,
		                       &loop->runner.complaint);
		if (statement->state == STATEMENT_ENDS &&
		    !rest_is_open(loop, *position))
			return INPUT_LINE;
		event = read_more(loop);
		if (event != INPUT_LINE)
			return event;
	}
}

/* No more of the line came; false when that ends the input. */
static bool end_line(struct loop *loop, enum input_event event)
{
	if (event == INPUT_INTERRUPTED)
		return at_prompt(loop);
	if (event == INPUT_END)
		fail_open(loop);
	else
		fail_event(loop, event);
	loop->session->status = 1;
	loop->session->failed = true;
	/* what follows may be text; only Ctrl-D in a quote drops just that */
	return event == INPUT_END && at_prompt(loop);
}

/* Runs the command that was read, or says what is wrong with its words. */
static bool run_read(struct loop *loop, bool good)
{
	struct session *session = loop->session;

	if (good)
		return run_statement(&loop->runner);
	session->status = 1;
	return fail_with(session, &loop->runner.complaint);
}

/* Runs what is on the line; false when that ends the input. */
static bool run_line(struct loop *loop)
{
	struct input *input = loop->input;
	struct statement *statement = &loop->runner.statement;
	size_t position;
	bool good;
	enum input_event event = read_first(loop, &position, &good);

	if (event != INPUT_LINE)
		return end_line(loop, event);
	/* before it runs: even what ends shmsh will be found again */
	if (at_prompt(loop) && loop->session->history)
		history_add(loop->session->history, input->line, input->length);
	for (;;) {
		bool failed = loop->session->failed;

		good = run_read(loop, good);
		/* what failed in a file that was sourced so */
		if (statement->failure_expected)
			loop->session->failed = failed;
		if (!goes_on(loop, good, statement->failure_expected))
			return false;
		if (position == input->length)
			return true;
		good = statement_read(statement, input->line, input->length,
		                      &position, &loop->runner.expansion,
		                      &loop->runner.complaint);
	}
}

/* Ctrl-C ended a command: at the prompt the session goes on. */
static bool take_interrupt(struct loop *loop)
{
	struct session *session = loop->session;

	if (!at_prompt(loop) || session_interrupted != SIGINT || session->quit)
		return false;
	session_forget_interrupt(session);
	return true;
}

/* One turn; false at the end. */
static bool turn(struct loop *loop, bool *good)
{
	struct session *session = loop->session;
	enum input_event event = loop->input->next(loop->input, session, false);
	bool failed = session->failed;

	loop->location.line = loop->input->number;
	if (event == INPUT_END)
		return false;
	if (event == INPUT_INTERRUPTED)
		return at_prompt(loop) && !session->quit;
	if (event != INPUT_LINE) {
		fail_event(loop, event);
		session->status = 1;
		*good = false;
		return goes_on(loop, false, false) && event == INPUT_TOO_LONG;
	}
	session->failed = false;

	bool more = run_line(loop);

	if (session->failed)
		*good = false;
	session->failed |= failed;
	return more || take_interrupt(loop);
}

bool loop_run(struct session *session, struct input *input)
{
	const struct location *outer = session->location;
	struct loop loop = {
		.session = session,
		.input = input,
		.location = { .name = input->name, .parent = outer },
	};
	bool good = true;

	if (outer && input->name && outer->name == input->name)
		loop.location = *outer;
	runner_init(&loop.runner, session, input);
	session->location = &loop.location;
	while (turn(&loop, &good))
		;
	session->location = outer;
	runner_finish(&loop.runner);
	statement_finish(&loop.rest);
	return good;
}
