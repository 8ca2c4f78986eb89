/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/options.h"

#include "session/report.h"
#include "session/session.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: shmsh [options] [FILE [ARGUMENT...]]\n"
	"The shell for System V shared memory: commands come from FILE, from "
	"-c, or from\n"
	"standard input; at a terminal it is interactive.\n"
	"\n"
	"  -c COMMANDS        run COMMANDS, then exit; may be repeated\n"
	"  -i                 go on interactively after -c or FILE\n"
	"  -j, --json         answer in JSON, an object a line\n"
	"  -k, --keep-going   a script goes on after a command that failed\n"
	"  -n, --no-execute   check the whole script and run nothing\n"
	"  -v, --verbose      confirm changes in scripts too\n"
	"  -x, --trace        show each system call as it is made\n"
	"  --color=WHEN       colours: always, never, or auto (on a terminal)\n"
	"  -h, --help         show this\n"
	"  -V, --version      show the version\n"
	"\n"
	"Exit status: 0 all commands succeeded, 1 one failed, 2 wrong call.\n"
	"Inside, help lists the commands. Manual: shmsh(1).\n";

enum {
	OPTION_COLOUR = 256 /* of an option without a letter */
};

static const struct option long_options[] = {
	{ "color", required_argument, NULL, OPTION_COLOUR },
	{ "help", no_argument, NULL, 'h' },
	{ "json", no_argument, NULL, 'j' },
	{ "keep-going", no_argument, NULL, 'k' },
	{ "no-execute", no_argument, NULL, 'n' },
	{ "trace", no_argument, NULL, 'x' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void add_command(struct options *options, char *text)
{
	char **commands =
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

static enum options_outcome read_option(struct options *options, int letter,
                                        struct session *session)
{
	switch (letter) {
	case 'c':
		add_command(options, optarg);
		break;
	case OPTION_COLOUR:
		return read_colour(session, optarg);
	case 'i':
		options->interactive = true;
		break;
	case 'j':
		session->json = true;
		break;
	case 'k':
		session->keep_going = true;
		break;
	case 'n':
		session->checking = true;
		break;
	case 'v':
		session->verbose = true;
		break;
	case 'x':
		session->calls.trace = report_call;
		session->calls.trace_context = session;
		break;
	case 'h':
		output_text(session->output, usage);
		return OPTIONS_DONE;
	case 'V':
		output_text(session->output, "shmsh " SHMSH_VERSION "\n");
		return OPTIONS_DONE;
	default:
		return OPTIONS_WRONG;
	}
	return OPTIONS_RUN;
}

/* WORD is the one that getopt_long(3) took the option from. */
static void complain_option(struct session *session, int letter,
                            const char *word)
{
	bool is_long = strncmp(word, "--", 2) == 0;

	if (letter == ':' && is_long)
		fail(session, "option %s needs auto, always or never", word);
	else if (letter == ':')
		fail(session, "option -%c needs COMMANDS", optopt);
	else if (is_long && optopt)
		fail(session, "option %s takes no value", word);
	else if (is_long)
		fail(session, "there is no option %s; --help lists them", word);
	else
		fail(session, "there is no option -%c; --help lists them",
		     optopt);
}

enum options_outcome options_read(struct options *options, int argc,
                                  char **argv, struct session *session)
{
	enum options_outcome outcome = OPTIONS_RUN;
	int letter;

	*options = (struct options){ 0 };
	if (getuid() != geteuid() || getgid() != getegid()) {
		fail(session, "it must not be installed setuid or setgid");
		return OPTIONS_WRONG;
	}
	opterr = 0;
	while (outcome == OPTIONS_RUN) {
		const char *word = argv[optind];

		letter = getopt_long(argc, argv, "+:c:hijknvxV", long_options,
		                     NULL);
		if (letter == -1)
			break;
		outcome = read_option(options, letter, session);
		if (letter == ':' || letter == '?')
			complain_option(session, letter, word);
	}
	if (outcome == OPTIONS_RUN && optind < argc &&
	    options->command_count == 0)
		options->file = argv[optind++];
	session->variables.arguments = argv + optind;
	session->variables.argument_count = (size_t)(argc - optind);
	return outcome;
}

void options_finish(struct options *options)
{
	free(options->commands);
	options->commands = NULL;
}
