/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/options.h"

#include "command/usage.h"
#include "command/walk.h"
#include "language/near.h"
#include "session/enter.h"
#include "session/report.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct arguments {
	bool interactive;
	bool json;
	bool keep_going;
	bool read_only;
	bool checking;
	bool verbose;
	bool trace;
	bool no_rc;
	bool help;
	bool version;
	bool sandbox;
	pid_t process;
	struct word commands;
	struct word colour;
	struct word file;
	struct repeated_words rest;
};

static const struct parameter parameters[] = {
	OPTION('c', NULL, "COMMANDS", KIND_COMMANDS, commands,
	       "run COMMANDS, then exit; may be repeated"),
	SWITCH('i', NULL, interactive, "go on interactively after -c or FILE"),
	SWITCH('j', "json", json, "answer in JSON, an object a line"),
	SWITCH('k', "keep-going", keep_going,
	       "a script goes on after a command that failed"),
	SWITCH('n', "no-execute", checking,
	       "check the whole script and run nothing"),
	SWITCH('r', "read-only", read_only,
	       "change no segment and nothing of the system"),
	SWITCH('v', "verbose", verbose, "confirm changes in scripts too"),
	SWITCH('x', "trace", trace, "show each system call as it is made"),
	OPTION('N', "ipc-of", "PID", KIND_PROCESS, process,
	       "work in the IPC namespace of process PID"),
	SWITCH(0, "sandbox", sandbox,
	       "work in a fresh IPC namespace, gone at the end"),
	OPTION(0, "color", "WHEN", KIND_WHEN, colour,
	       "colours: always, never, or auto (on a terminal)"),
	SWITCH(0, "no-rc", no_rc, "begin a session without the rc file"),
	SWITCH('h', "help", help, "show this"),
	SWITCH('V', "version", version, "show the version"),
	OPERAND(OPTIONAL, "FILE", KIND_FILE, file, "a script"),
	OPERAND(ANY, "ARGUMENT", KIND_TEXT, rest, "what $1, $2, ... stand for"),
	END_OF_PARAMETERS,
};

const struct command options_command = {
	.name = "shmsh",
	.summary = "the shell for System V shared memory",
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
};

static void show_usage(struct output *output)
{
	output_text(output,
	            "usage: shmsh [options] [FILE [ARGUMENT...]]\n"
	            "The shell for System V shared memory: commands come from "
	            "FILE, from -c, or from\n"
	            "standard input; at a terminal it is interactive.\n\n");
	usage_options(&options_command, output);
	output_text(output,
	            "\nExit status: 0 all commands succeeded, 1 one failed, 2 "
	            "wrong call.\n"
	            "Inside, help lists the commands. Manual: shmsh(1).\n");
}

/* What is being read. */
struct reader {
	struct options *options;
	struct session *session;
	struct walk walk;
	struct arguments given;
};

static void add_commands(struct options *options, const char *text)
{
	const char **commands =
		reallocarray(options->commands, options->command_count + 1,
	                     sizeof(*commands));

	if (!commands)
		abort();
	options->commands = commands;
	options->commands[options->command_count++] = text;
}

static enum options_outcome read_colour(struct session *session,
                                        const char *when)
{
	enum colour_choice choice;

	if (!session_read_colour(when, &choice)) {
		fail(session,
		     "option --color: '%s' is not auto, always or never", when);
		return OPTIONS_WRONG;
	}
	session_set_colour(session, choice);
	return OPTIONS_RUN;
}

static enum options_outcome read_process(struct reader *reader)
{
	struct complaint complaint;

	if (kinds[KIND_PROCESS].read("option -N", reader->walk.value,
	                             &reader->given.process, &complaint))
		return OPTIONS_RUN;
	fail_with(reader->session, &complaint);
	return OPTIONS_WRONG;
}

/* FILE, unless -c says what to run; then all that follow are arguments. */
static void read_operand(struct reader *reader, int count, char **words)
{
	struct variables *variables = &reader->session->variables;
	size_t first = reader->walk.position - 1;

	if (reader->options->command_count == 0)
		reader->options->file = words[first++];
	variables->arguments = words + first;
	variables->argument_count = (size_t)count - first;
}

static enum options_outcome fail_option(struct reader *reader,
                                        enum walk_step step)
{
	const struct walk *walk = &reader->walk;
	struct session *session = reader->session;
	bool is_long = walk->word->text[1] == '-';
	const char *dashes = is_long ? "--" : "-";
	int width = complaint_width(walk->option_length);
	const struct parameter *row = parameters;

	if (step == WALK_NO_VALUE) {
		fail(session, "option %s%.*s needs %s", dashes, width,
		     walk->option, walk->row->name);
		return OPTIONS_WRONG;
	}
	if (step == WALK_NOT_ONE) {
		fail(session, "option --%.*s takes no value", width,
		     walk->option);
		return OPTIONS_WRONG;
	}
	while (is_long && row->summary &&
	       !(row->word &&
	         near_enough(row->word, walk->option, walk->option_length)))
		row++;
	if (is_long && row->summary)
		fail(session, "there is no option --%.*s; is it --%s?", width,
		     walk->option, row->word);
	else
		fail(session, "there is no option %s%.*s; --help lists them",
		     dashes, width, walk->option);
	return OPTIONS_WRONG;
}

/* All options up to the first operand, which is left to be read. */
static enum options_outcome read_options(struct reader *reader, int count,
                                         char **words)
{
	for (;;) {
		enum walk_step step = walk_next(&reader->walk);
		const struct parameter *row = reader->walk.row;
		enum options_outcome outcome = OPTIONS_RUN;

		if (step == WALK_VALUE && !row->letter && !row->word)
			read_operand(reader, count, words);
		if (step == WALK_END || reader->walk.options_ended)
			return OPTIONS_RUN;
		if (step == WALK_SWITCH)
			*(bool *)((char *)&reader->given + row->offset) = true;
		else if (step != WALK_VALUE)
			outcome = fail_option(reader, step);
		else if (row->kind == KIND_COMMANDS)
			add_commands(reader->options, reader->walk.value->text);
		else if (row->kind == KIND_WHEN)
			outcome = read_colour(reader->session,
			                      reader->walk.value->text);
		else if (row->kind == KIND_PROCESS)
			outcome = read_process(reader);
		if (outcome != OPTIONS_RUN)
			return outcome;
	}
}

/* Goes where shmsh is to work. */
static enum options_outcome go(struct session *session,
                               const struct arguments *given)
{
	bool good = true;

	if (given->sandbox && given->process)
		good = fail(session, "-N and --sandbox exclude each other");
	else if (given->sandbox && given->read_only)
		good = fail(session, "--sandbox makes a namespace, and "
		                     "--read-only makes nothing");
	else if (given->checking)
		good = true;
	else if (given->sandbox)
		good = enter_sandbox(session);
	else if (given->process)
		good = enter_process(session, given->process);
	return good ? OPTIONS_RUN : OPTIONS_WRONG;
}

static enum options_outcome apply(struct reader *reader)
{
	const struct arguments *given = &reader->given;
	struct session *session = reader->session;

	reader->options->interactive = given->interactive;
	reader->options->no_rc = given->no_rc;
	session->json = given->json;
	session->keep_going = given->keep_going;
	session->checking = given->checking;
	session->read_only = given->read_only;
	session->calls.read_only = given->read_only;
	session->verbose = given->verbose;
	if (given->trace) {
		session->calls.trace = report_call;
		session->calls.trace_context = session;
	}
	if (given->help)
		show_usage(session->output);
	else if (given->version)
		output_text(session->output, "shmsh " SHMSH_VERSION "\n");
	else
		return go(session, given);
	return OPTIONS_DONE;
}

static struct word *make_words(int count, char **words)
{
	struct word *made = calloc((size_t)count + 1, sizeof(*made));

	if (!made)
		abort();
	for (int i = 0; i < count; i++) {
		made[i].text = words[i];
		made[i].length = strlen(words[i]);
	}
	return made;
}

enum options_outcome options_read(struct options *options, int count,
                                  char **words, struct session *session)
{
	struct reader reader = { .options = options, .session = session };
	enum options_outcome outcome;
	struct word *made;

	*options = (struct options){ 0 };
	if (getuid() != geteuid() || getgid() != getegid()) {
		fail(session, "it must not be installed setuid or setgid");
		return OPTIONS_WRONG;
	}
	made = make_words(count, words);
	/* execve(2) may give no word at all */
	walk_begin(&reader.walk, &options_command, made,
	           count > 0 ? (size_t)count : 1);
	outcome = read_options(&reader, count, words);
	free(made);
	return outcome == OPTIONS_RUN ? apply(&reader) : outcome;
}

void options_finish(struct options *options)
{
	free(options->commands);
	options->commands = NULL;
}
