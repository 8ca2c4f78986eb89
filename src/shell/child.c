/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/child.h"

#include "session/session.h"
#include "session/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A list of NAME=VALUE, a null pointer behind the last. */
struct environment {
	char **list;
	size_t count;
};

/* Takes over ENTRY; drops it when it or the memory for it is missing. */
static void environment_add(struct environment *environment, char *entry)
{
	char **list = reallocarray(environment->list, environment->count + 2,
	                           sizeof(*list));

	if (list)
		environment->list = list;
	if (!list || !entry) {
		free(entry);
		return;
	}
	list[environment->count++] = entry;
	list[environment->count] = NULL;
}

static void environment_set(struct environment *environment, const char *name,
                            const char *value)
{
	char *entry;

	if (asprintf(&entry, "%s=%s", name, value) >= 0)
		environment_add(environment, entry);
}

/* Is the variable of ENTRY, as NAME=VALUE, one of the session's? Settings are
 * shmsh's own affair. */
static bool replaced(struct session *session, const char *entry)
{
	size_t length = strcspn(entry, "=");
	const char *value;
	size_t value_length;

	return length > 0 && (entry[0] < '0' || entry[0] > '9') &&
	       !settings_find(entry, length) &&
	       session_lookup(session, entry, length, &value, &value_length);
}

/* The environment with the session's variables. They are data to the shell,
 * never part of its text. */
static struct environment environment_make(struct session *session)
{
	const struct variables *variables = &session->variables;
	struct environment made = { NULL, 0 };
	const char *name;
	const char *value;
	size_t length;

	for (size_t i = 0; environ[i]; i++)
		if (!replaced(session, environ[i]))
			environment_add(&made, strdup(environ[i]));
	for (size_t i = 0; (name = session_own_variable(i)); i++)
		if (session_lookup(session, name, strlen(name), &value,
		                   &length))
			environment_set(&made, name, value);
	for (size_t i = 0; i < variables->count; i++)
		/* a value with a NUL can not be handed on */
		if (strlen(variables->items[i].value) ==
		    variables->items[i].length)
			environment_set(&made, variables->items[i].name,
			                variables->items[i].value);
	return made;
}

static void environment_add_missing(struct environment *environment,
                                    const char *name, const char *value)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < environment->count; i++)
		if (strncmp(environment->list[i], name, length) == 0 &&
		    environment->list[i][length] == '=')
			return;
	environment_set(environment, name, value);
}

static void environment_free(char **list)
{
	for (size_t i = 0; list && list[i]; i++)
		free(list[i]);
	free(list);
}

/* The child gets the signals back that shmsh itself ignores. Those that it
 * handles are reset anyway, and what nohup or a & ignores stays so. */
static void default_signals(posix_spawnattr_t *attributes, bool interactive)
{
	sigset_t ignored;
	sigset_t none;

	sigemptyset(&ignored);
	sigaddset(&ignored, SIGPIPE);
	sigaddset(&ignored, SIGXFSZ);
	if (interactive)
		sigaddset(&ignored, SIGQUIT);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &ignored);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF |
	                                             POSIX_SPAWN_SETSIGMASK);
}

/* sh -c -- TEXT sh ARGUMENT...; $1 is the script's there too. */
static char **words_make(const struct session *session, char *text)
{
	static char name[] = "sh";
	static char commands[] = "-c";
	static char end_of_options[] = "--";
	size_t count = session->variables.argument_count;
	char **words = calloc(count + 6, sizeof(*words));

	if (!words)
		return NULL;
	words[0] = name;
	words[1] = commands;
	words[2] = end_of_options;
	words[3] = text;
	words[4] = name;
	if (count > 0)
		memcpy(words + 5, session->variables.arguments,
		       count * sizeof(*words));
	return words;
}

static pid_t spawn(struct session *session, char *text,
                   const posix_spawn_file_actions_t *actions,
                   char **environment)
{
	char **words = words_make(session, text);
	posix_spawnattr_t attributes;
	pid_t child = -1;

	if (!words)
		return -1;
	posix_spawnattr_init(&attributes);
	default_signals(&attributes, session->interactive);
	errno = posix_spawn(&child, "/bin/sh", actions, &attributes, words,
	                    environment ? environment : environ);
	posix_spawnattr_destroy(&attributes);
	free(words);
	return errno ? -1 : child;
}

/* Takes over ENVIRONMENT. */
static pid_t start(struct session *session, char *text, bool own_input,
                   int *write_end, char **environment)
{
	posix_spawn_file_actions_t actions;
	int ends[2] = { -1, -1 };
	pid_t child = -1;

	if (write_end && pipe2(ends, O_CLOEXEC) != 0) {
		environment_free(environment);
		return -1;
	}
	posix_spawn_file_actions_init(&actions);
	if (write_end)
		posix_spawn_file_actions_adddup2(&actions, ends[0],
		                                 STDIN_FILENO);
	else if (!own_input)
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
		                                 "/dev/null", O_RDONLY, 0);
	child = spawn(session, text, &actions, environment);

	int error = errno;

	posix_spawn_file_actions_destroy(&actions);
	environment_free(environment);
	if (write_end) {
		close(ends[0]);
		*write_end = ends[1];
		if (child < 0)
			close(ends[1]);
	}
	errno = error;
	return child;
}

pid_t child_start(struct session *session, const char *text, size_t length,
                  bool own_input, int *write_end)
{
	char *copied = strndup(text, length);
	pid_t child;

	if (!copied)
		return -1;
	/* a child must not show up in nattch, nor lose what was printed */
	session_pause(session);
	child = start(session, copied, own_input, write_end,
	              environment_make(session).list);
	free(copied);
	return child;
}

/* One program and its words, nothing that the shell must stay for. With exec it
 * is that program, not the shell, whose stop and end are seen. */
static const char *find_prefix(const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789 _-+./,:@";

	return text[strspn(text, plain)] == '\0' ? "exec " : "";
}

pid_t child_start_pager(struct session *session, const char *text,
                        int *write_end)
{
	struct environment environment = environment_make(session);
	char *copied;
	pid_t child;

	if (asprintf(&copied, "%s%s", find_prefix(text), text) < 0) {
		environment_free(environment.list);
		return -1;
	}
	/* go at once where all fits, keep colours, and leave the screen be */
	environment_add_missing(&environment, "LESS", "FRX");
	environment_add_missing(&environment, "LV", "-c");
	if (session->read_only)
		environment_add_missing(&environment, "LESSSECURE", "1");
	child = start(session, copied, false, write_end, environment.list);
	free(copied);
	return child;
}

int child_wait(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 127;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
	                           : WEXITSTATUS(status);
}
