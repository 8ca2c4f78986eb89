/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/rc.h"

#include "session/report.h"
#include "session/session.h"
#include "session/settings.h"
#include "shell/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder; false when the environment names none. A relative one would
 * change with the working directory, which anybody may have prepared. */
static bool find_folder(char folder[static PATH_MAX])
{
	const char *base = getenv("XDG_CONFIG_HOME");
	const char *below = "/shmsh";
	int length;

	if (!base || base[0] != '/') {
		base = getenv("HOME");
		below = "/.config/shmsh";
	}
	if (!base || base[0] != '/')
		return false;
	length = snprintf(folder, PATH_MAX, "%s%s", base, below);
	return length > 0 && length < PATH_MAX;
}

/* Whoever may write the file, or put another one in its place, could have
 * this user run anything. */
static bool is_own(const struct stat *status)
{
	return status->st_uid == geteuid() && (status->st_mode & 022) == 0;
}

/* Why what the two describe is not to be run; NULL when it is. */
static const char *find_fault(int folder, int file)
{
	struct stat status;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		return "it is no file";
	if (!is_own(&status))
		return "others could have written it";
	if (fstat(folder, &status) != 0 || !is_own(&status))
		return "others could write in its folder";
	return NULL;
}

/* The file in the folder at WHERE, as PATH; -1 when there is none to run. */
static int open_own(struct session *session, const char *where,
                    const char *path)
{
	const char *fault = NULL;
	int folder = open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int file = -1;

	if (folder >= 0)
		/* a FIFO would wait for its writer */
		file = openat(folder, "rc",
		              O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (file >= 0)
		fault = find_fault(folder, file);
	else if (errno != ENOENT && errno != ENOTDIR)
		fault = strerror(errno);
	if (folder >= 0)
		close(folder);
	if (!fault)
		return file;
	note(session, "%s is left alone: %s", path, fault);
	if (file >= 0)
		close(file);
	return -1;
}

static void run_file(struct session *session, const char *path, int file)
{
	bool keep_going = session->keep_going;
	size_t given[SETTINGS_MOST] = { 0 };

	for (size_t i = 0; settings[i].name; i++)
		given[i] = settings[i].get(session);
	session->keep_going = true;
	loop_run_file(session, path, file);
	session->keep_going = keep_going;
	for (size_t i = 0; settings[i].name; i++)
		if (given[i] != 0)
			settings[i].set(session, given[i]);
}

void rc_run(struct session *session)
{
	char folder[PATH_MAX];
	char path[PATH_MAX + 3];
	bool interactive = session->interactive;
	int file;

	if (!find_folder(folder))
		return;
	snprintf(path, sizeof(path), "%s/rc", folder);
	file = open_own(session, folder, path);
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
