/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/rc.h"

#include "session/report.h"
#include "session/session.h"
#include "session/settings.h"
#include "session/trust.h"
#include "shell/script.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* False when the environment names no place. A relative one would change with
 * the working directory, which anybody may have prepared. */
static bool find_path(char path[static PATH_MAX])
{
	const char *base = getenv("XDG_CONFIG_HOME");
	const char *below = "/shmsh/rc";
	int length;

	if (!base || base[0] != '/') {
		base = getenv("HOME");
		below = "/.config/shmsh/rc";
	}
	if (!base || base[0] != '/')
		return false;
	length = snprintf(path, PATH_MAX, "%s%s", base, below);
	return length > 0 && length < PATH_MAX;
}

static void run_file(struct session *session, const char *path, int file)
{
	bool keep_going = session->keep_going;
	size_t given[SETTINGS_MOST] = { 0 };

	for (size_t i = 0; settings[i].name; i++)
		given[i] = settings[i].get(session);
	session->keep_going = true;
	script_run_open(session, path, file);
	session->keep_going = keep_going;
	for (size_t i = 0; settings[i].name; i++)
		if (given[i] != 0)
			settings[i].set(session, given[i]);
}

void rc_run(struct session *session)
{
	char path[PATH_MAX];
	bool interactive = session->interactive;
	const char *fault;
	int file;

	if (!find_path(path))
		return;
	file = trust_open(path, &fault);
	if (fault)
		note(session, "%s is left alone: %s", path, fault);
	if (file < 0)
		return;
	/* what it changes is said, as if it had been typed */
	session->interactive = true;
	run_file(session, path, file);
	session->interactive = interactive;
	close(file);
	if (session_interrupted == SIGINT)
		session_forget_interrupt(session);
	if (session->quit)
		return;
	session->failed = false;
	session->status = 0;
}
