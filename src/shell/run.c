/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/run.h"

#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "session/timing.h"
#include "shell/child.h"
#include "shell/input.h"
#include "shell/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void runner_init(struct runner *runner, struct session *session,
                 const struct input *input)
{
	*runner = (struct runner){
		.session = session,
		.input = input,
		.expansion = { session->checking ? NULL : session_lookup,
		               session, session_owns_variable },
	};
}

void runner_finish(struct runner *runner)
{
	statement_finish(&runner->statement);
	prepared_finish(&runner->prepared);
	free(runner->redirected);
	runner->redirected = NULL;
}

static bool run_shell(struct runner *runner)
{
	struct session *session = runner->session;
	const struct statement *statement = &runner->statement;
	pid_t child;

	session->command = "!";
	if (!session_may_change(session))
		return false;
	child = child_start(session, statement->shell, statement->shell_length,
	                    !session->script_on_input, NULL);
	if (child < 0)
		return fail(session, "/bin/sh can not be started: %s (%s)",
		            strerror(errno), strerrorname_np(errno));
	session->status = child_wait(child);
	if (session->status == 0)
		return true;
	return fail(session, "the shell's exit status is %d", session->status);
}

/* The output that a redirected command writes to DESCRIPTOR. */
static bool redirect(struct runner *runner, int descriptor)
{
	struct session *session = runner->session;

	if (!runner->redirected)
		runner->redirected = malloc(sizeof(*runner->redirected));
	if (!runner->redirected)
		return fail(session, "out of memory");
	output_init(runner->redirected, descriptor, session->standard->utf8,
	            &session_interrupted);
	runner->redirected->colour = session->colour == COLOUR_ALWAYS;
	runner->outer = session->output;
	session->output = runner->redirected;
	return true;
}

/* Back to where answers went before; what was written must have arrived. */
static bool restore(struct runner *runner, bool reader_may_leave)
{
	struct session *session = runner->session;
	struct output *redirected = runner->redirected;
	bool written = output_flush(redirected);
	int error = redirected->error;

	session->output = runner->outer;
	if (close(redirected->descriptor) != 0 && written) {
		error = errno;
		written = false;
	}
	/* who interrupted it knows, and a reader behind | may have enough */
	if (written || (error == EINTR && session_interrupted) ||
	    (error == EPIPE && reader_may_leave))
		return true;
	return fail(session, "its output could not be written: %s (%s)",
	            strerror(error), strerrorname_np(error));
}

/* The command itself. */
static bool run(struct runner *runner)
{
	const struct prepared *prepared = &runner->prepared;

	return prepared->command->run(runner->session,
	                              prepared->arguments.fields);
}

static bool run_to_file(struct runner *runner)
{
	struct session *session = runner->session;
	const struct statement *statement = &runner->statement;
	const char *path = statement->target.text;
	int mode = statement->destination == TO_FILE ? O_TRUNC : O_APPEND;
	int file;
	bool good;

	if (strlen(path) != statement->target.length || !*path)
		return fail(session, ">: this can not name a file");
	/* a FIFO waits for its reader */
	session_pause(session);
	file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0666);
	if (file < 0)
		return fail(session, "%s: can not be written: %s (%s)", path,
		            strerror(errno), strerrorname_np(errno));
	if (!redirect(runner, file)) {
		close(file);
		return false;
	}
	good = run(runner);
	return restore(runner, false) && good;
}

static bool run_to_shell(struct runner *runner)
{
	struct session *session = runner->session;
	const struct statement *statement = &runner->statement;
	int pipe_end;
	int status;
	pid_t child = child_start(session, statement->shell,
	                          statement->shell_length, false, &pipe_end);
	bool good = false;

	if (child < 0)
		return fail(session, "/bin/sh can not be started: %s (%s)",
		            strerror(errno), strerrorname_np(errno));
	if (redirect(runner, pipe_end)) {
		good = run(runner);
		/* what reads it may go on for long, as a pager does */
		session_pause(session);
		good = restore(runner, true) && good;
	} else {
		close(pipe_end);
	}
	status = child_wait(child);
	if (!session->quit)
		session->status = status;
	if (status == 0 || !good)
		return good;
	return fail(session, "the exit status behind | is %d", status);
}

/* What is typed is read, what a file says is not. */
static bool may_page(const struct runner *runner)
{
	return runner->prepared.command->pages && runner->input->name == NULL &&
	       pager_wanted(runner->session);
}

static bool run_to_output(struct runner *runner)
{
	struct pager pager;
	bool good;

	if (!may_page(runner))
		return run(runner);
	pager_begin(&pager, runner->session);
	good = run(runner);
	switch (pager_end(&pager)) {
	case PAGER_LEFT:
		return true;
	case PAGER_MISSING:
		return run(runner);
	case PAGER_GOOD:
		break;
	}
	return good;
}

static bool run_command(struct runner *runner)
{
	struct session *session = runner->session;

	if (runner->statement.destination != TO_OUTPUT) {
		const char *command = session->command;

		session->command =
			runner->statement.destination == TO_SHELL ? "|" : ">";
		if (!session_may_change(session))
			return false;
		session->command = command;
	}
	switch (runner->statement.destination) {
	case TO_OUTPUT:
		return run_to_output(runner);
	case TO_FILE:
	case TO_FILE_END:
		return run_to_file(runner);
	case TO_SHELL:
		return run_to_shell(runner);
	}
	return false;
}

/* Runs what was prepared. */
static bool execute(struct runner *runner)
{
	if (runner->statement.runs_shell)
		return run_shell(runner);
	if (!runner->prepared.command->uses_contents)
		session_rest(runner->session);
	return run_command(runner);
}

/* The same with set timing on. */
static bool execute_timed(struct runner *runner)
{
	const struct command *command = runner->prepared.command;
	struct session *session = runner->session;
	struct timing timing;
	bool good;

	timing_begin(&timing);
	good = execute(runner);
	if (!session->timing)
		return good;
	if (runner->statement.runs_shell)
		timing_report(session, &timing, "!");
	else if (!command->runs_command) /* time has told already */
		timing_report(session, &timing, command->name);
	return good;
}

static bool prepare_words(struct runner *runner)
{
	struct session *session = runner->session;
	const struct statement *statement = &runner->statement;

	if (statement->runs_shell ||
	    (session->checking && statement->words[0].unknown))
		return true;
	return prepare(&runner->prepared, session, statement->words,
	               statement->count, runner->input->name == NULL);
}

bool run_statement(struct runner *runner)
{
	struct session *session = runner->session;
	const struct statement *statement = &runner->statement;
	bool good;

	/* no command: nothing happens, not even to $status */
	if (!statement->runs_shell && statement->count == 0)
		return true;
	session->previous_status = session->status;
	session->status = 0;
	good = prepare_words(runner);
	if (good && !session->checking)
		good = session->timing ? execute_timed(runner)
		                       : execute(runner);
	if (!good && session->status == 0)
		session->status = 1;
	session->command = NULL;
	return good;
}
