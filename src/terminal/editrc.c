/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/editrc.h"

#include "session/report.h"
#include "session/trust.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool find_path(char path[static PATH_MAX])
{
	const char *chosen = getenv("EDITRC");
	const char *home = getenv("HOME");
	int length;

	if (!chosen && !home)
		return false;
	length = snprintf(path, PATH_MAX, "%s%s", chosen ? chosen : home,
	                  chosen ? "" : "/.editrc");
	return length > 0 && length < PATH_MAX;
}

void editrc_read(EditLine *libedit, struct session *session)
{
	char path[PATH_MAX];
	char opened[32];
	struct stat status;
	const char *fault;
	int file;

	/* EDITRC=/dev/null is how one does without */
	if (!find_path(path) || stat(path, &status) != 0 ||
	    !S_ISREG(status.st_mode))
		return;
	file = trust_open(path, &fault);
	if (fault)
		note(session, "%s is left alone: %s", path, fault);
	if (file < 0)
		return;
	/* libedit takes a name only; by its own name it might be another now */
	snprintf(opened, sizeof(opened), "/proc/self/fd/%d", file);
	el_source(libedit, opened);
	close(file);
}
