/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/child.h"

#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Has the user set the variable of ENTRY, as NAME=VALUE? */
static bool replaced(const struct variables *variables, const char *entry)
{
	return variables_find(variables, entry, strcspn(entry, "=")) != NULL;
}

/* The environment and the user's variables as NAME=VALUE. They are data to the
 * shell, never part of its text. */
static char **environment_make(const struct variables *variables)
{
	size_t count = 0;
	size_t made = 0;
	char **list;

	while (environ[count])
		count++;
	list = calloc(count + variables->count + 1, sizeof(*list));
	if (!list)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (!replaced(variables, environ[i]) &&
		    (list[made] = strdup(environ[i])))
			made++;
	for (size_t i = 0; i < variables->count; i++) {
		const struct variable *variable = &variables->items[i];

		/* a value with a NUL can not be handed on */
		if (strlen(variable->value) == variable->length &&
		    asprintf(&list[made], "%s=%s", variable->name,
		             variable->value) >= 0)
			made++;
	}
	return list;
}

static void environment_free(char **list)
{
	for (size_t i = 0; list && list[i]; i++)
		free(list[i]);
	free(list);
}

/* The child gets the signals that shmsh ignores or handles back. */
static void default_signals(posix_spawnattr_t *attributes)
{
	sigset_t all;
	sigset_t none;

	sigemptyset(&all);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGTERM);
	sigaddset(&all, SIGHUP);
	sigaddset(&all, SIGQUIT);
	sigaddset(&all, SIGTSTP);
	sigaddset(&all, SIGPIPE);
	sigaddset(&all, SIGXFSZ);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF |
	                                             POSIX_SPAWN_SETSIGMASK);
}

static pid_t spawn(struct session *session, char *text,
                   const posix_spawn_file_actions_t *actions)
{
	char *const words[] = { (char[]){ "sh" }, (char[]){ "-c" },
		                (char[]){ "--" }, text, NULL };
	char **environment = environment_make(&session->variables);
	posix_spawnattr_t attributes;
	pid_t child = -1;

	posix_spawnattr_init(&attributes);
	default_signals(&attributes);
	errno = posix_spawn(&child, "/bin/sh", actions, &attributes, words,
	                    environment ? environment : environ);
	posix_spawnattr_destroy(&attributes);
	environment_free(environment);
	return errno ? -1 : child;
}

pid_t child_start(struct session *session, const char *text, size_t length,
                  bool own_input, int *write_end)
{
	char *copied = strndup(text, length);
	posix_spawn_file_actions_t actions;
	int ends[2] = { -1, -1 };
	pid_t child = -1;

	if (!copied)
		return -1;
	if (write_end && pipe2(ends, O_CLOEXEC) != 0) {
		free(copied);
		return -1;
	}
	/* a child must not show up in nattch, nor lose what was printed */
	session_wait(session);
	output_flush(session->standard);
	posix_spawn_file_actions_init(&actions);
	if (write_end)
		posix_spawn_file_actions_adddup2(&actions, ends[0],
		                                 STDIN_FILENO);
	else if (!own_input)
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
		                                 "/dev/null", O_RDONLY, 0);
	child = spawn(session, copied, &actions);
	posix_spawn_file_actions_destroy(&actions);
	free(copied);
	if (write_end) {
		close(ends[0]);
		*write_end = ends[1];
		if (child < 0)
			close(ends[1]);
	}
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
