/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/script.h"

#include "session/report.h"
#include "session/session.h"
#include "shell/input.h"
#include "shell/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	DEEPEST = 16
};

/* Is the file already being run? */
static bool in_progress(const struct location *location,
                        const struct stat *status)
{
	for (; location; location = location->parent)
		if (location->inode == status->st_ino &&
		    location->device == status->st_dev)
			return true;
	return false;
}

static int depth(const struct location *location)
{
	int count = 0;

	for (; location; location = location->parent)
		count++;
	return count;
}

static bool fail_path(struct session *session, const char *path)
{
	return fail(session, "%s: can not be opened: %s (%s)", path,
	            strerror(errno), strerrorname_np(errno));
}

bool script_run_open(struct session *session, const char *path, int file)
{
	struct location location = { .name = path,
		                     .parent = session->location };
	struct buffered_input buffered;
	struct stat status;
	bool good;

	if (fstat(file, &status) != 0)
		return fail_path(session, path);
	if (in_progress(session->location, &status))
		return fail(session, "%s: it is being run already", path);
	if (depth(session->location) >= DEEPEST)
		return fail(session, "%s: more than %d files source each other",
		            path, DEEPEST);
	location.device = status.st_dev;
	location.inode = status.st_ino;
	session->location = &location;
	buffered_input_open(&buffered, path, file);
	good = loop_run(session, &buffered.input);
	buffered_input_finish(&buffered);
	session->location = location.parent;
	return good;
}

bool script_run(struct session *session, const char *path)
{
	bool good;
	int file;

	/* a FIFO waits for its writer */
	session_pause(session);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return fail_path(session, path);
	good = script_run_open(session, path, file);
	close(file);
	return good;
}
