/* The process: its options, where commands come from, and its exit status. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/outer.h"
#include "assist/world.h"
#include "session/interrupt.h"
#include "session/leave.h"
#include "session/report.h"
#include "session/session.h"
#include "shell/input.h"
#include "shell/loop.h"
#include "shell/options.h"
#include "shell/rc.h"
#include "shell/script.h"
#include "shm/fault.h"
#include "terminal/editor.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	STATUS_FAILED = 1,
	STATUS_WRONG_CALL = 2
};

/* A file that is opened later must not become standard output. Reading the
 * standard input or writing to the output stays an error. */
static void fill_descriptors(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };

	for (int descriptor = 0; descriptor <= STDERR_FILENO; descriptor++)
		if (fcntl(descriptor, F_GETFD) < 0)
			open("/dev/null", modes[descriptor]);
}

static void ignore_signals(void)
{
	/* a write that fails is an error to tell, not a death */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* ignored, as some callers leave it, no child could be waited for */
	signal(SIGCHLD, SIG_DFL);
}

static void run_commands(struct session *session, const struct options *options)
{
	bool good = true;

	for (size_t i = 0; i < options->command_count; i++) {
		struct buffered_input buffered;

		if (session->quit || session_interrupted ||
		    session->standard->error ||
		    (!good && !session->keep_going && !session->checking))
			return;
		buffered_input_text(&buffered, "-c", options->commands[i]);
		good = loop_run(session, &buffered.input);
		buffered_input_finish(&buffered);
	}
}

static void run_input(struct session *session)
{
	struct buffered_input buffered;

	session->script_on_input = true;
	buffered_input_open(&buffered, "<stdin>", STDIN_FILENO);
	loop_run(session, &buffered.input);
	buffered_input_finish(&buffered);
}

/* shmsh --complete LINE, which the Tab keys of other shells call. */
static bool is_completion(int argc, char **argv)
{
	return argc == 3 && strcmp(argv[1], "--complete") == 0;
}

static void complete(struct session *session, const char *line)
{
	const struct world world = world_of_session(session);

	outer_complete(&options_command, &world, line, session->output);
}

static bool run_terminal(struct session *session)
{
	struct editor *editor = editor_new(session);

	if (!editor)
		return fail(session, "line editing can not be started");
	session->interactive = true;
	loop_run(session, editor_input(editor));
	editor_free(editor);
	leave_note(session);
	return true;
}

static bool may_edit(const struct session *session)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       !session->checking;
}

static bool is_script(const char *path)
{
	struct stat status;

	if (strcmp(path, "-") == 0)
		return true;
	if (access(path, R_OK) != 0)
		return false;
	if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
		return true;
	errno = EISDIR;
	return false;
}

/* After what -c or FILE did: a failure ends all but a session. */
static bool may_go_on(const struct session *session)
{
	return !session->failed || session->keep_going || may_edit(session);
}

/* Runs all that was asked for; the exit status. */
static int run(struct session *session, const struct options *options)
{
	bool commanded = options->command_count > 0 || options->file;

	if (options->file && !is_script(options->file)) {
		fail(session, "%s: can not be opened: %s (%s)", options->file,
		     strerror(errno), strerrorname_np(errno));
		return STATUS_WRONG_CALL;
	}
	/* what is on the command line has the last word */
	if (may_edit(session) && (!commanded || options->interactive) &&
	    !options->no_rc)
		rc_run(session);
	if (session->quit || session_interrupted)
		return session->status;
	run_commands(session, options);
	if (options->file) {
		if (strcmp(options->file, "-") == 0)
			run_input(session);
		else if (!script_run(session, options->file))
			session->failed = true;
	}
	if (!commanded ||
	    (options->interactive && !session->quit && may_go_on(session))) {
		if (!may_edit(session)) {
			run_input(session);
		} else if (run_terminal(session)) {
			return session->status;
		} else {
			return STATUS_FAILED;
		}
	}
	if (session->status_chosen)
		return session->status;
	return session->failed ? STATUS_FAILED : EXIT_SUCCESS;
}

/* What was printed must have arrived, or the work was in vain. */
static int close_output(struct session *session, int status)
{
	struct output *output = session->standard;

	if (output_flush(output) || output->error == EINTR)
		return status;
	/* a reader that left needs no message */
	if (output->error != EPIPE)
		fail(session, "standard output: %s (%s)",
		     strerror(output->error), strerrorname_np(output->error));
	return status ? status : STATUS_FAILED;
}

int main(int argc, char **argv)
{
	static struct session session;
	static struct output output;
	static struct output errors;
	struct options options;
	bool utf8 = utf8_wanted();
	int number;
	int status;

	fill_descriptors();
	ignore_signals();
	interrupt_install();
	fault_install();
	output_init(&output, STDOUT_FILENO, utf8, &session_interrupted);
	output_init(&errors, STDERR_FILENO, utf8, &session_interrupted);
	session_init(&session, &output, &errors);
	session.source = script_run;
	if (is_completion(argc, argv)) {
		complete(&session, argv[2]);
		return close_output(&session, EXIT_SUCCESS);
	}
	switch (options_read(&options, argc, argv, &session)) {
	case OPTIONS_RUN:
		status = run(&session, &options);
		break;
	case OPTIONS_DONE:
		status = EXIT_SUCCESS;
		break;
	default:
		status = STATUS_WRONG_CALL;
		break;
	}
	/* what was printed before comes out, unless yet another one comes */
	number = session_interrupted;
	interrupt_forget();
	status = close_output(&session, status);
	if (session_interrupted)
		number = session_interrupted;
	if (number)
		session_forget_interrupt(&session);
	session_finish(&session);
	options_finish(&options);
	if (number)
		interrupt_die(number);
	return status;
}
