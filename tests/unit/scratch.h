/* A history whose file is in a folder of the test's own. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "capture.h"
#include "check.h"
#include "session/history.h"
#include "session/session.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct session session;
static char folder[PATH_MAX];
static char path[PATH_MAX + 16];

/* What stands between these was said to the user. */
static inline void listen(void)
{
	session.errors = capture_begin(true);
	session.standard = session.output = session.errors;
}

static inline bool said_once(const char *words)
{
	const char *text = capture_end();
	const char *end = strchr(text, '\n');

	return end && !end[1] && strstr(text, words);
}

static inline bool said_nothing(void)
{
	return *capture_end() == '\0';
}

static inline void put_file(const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (file < 0 || write(file, bytes, length) != (ssize_t)length)
		perror(path);
	close(file);
}

static inline void put(const char *text)
{
	put_file(text, strlen(text));
}

/* Is TEXT all that the file holds? */
static inline bool file_is(const char *text)
{
	char bytes[4096];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, bytes, sizeof(bytes));

	if (file >= 0)
		close(file);
	return length == (ssize_t)strlen(text) &&
	       memcmp(bytes, text, (size_t)length) == 0;
}

static inline off_t file_size(void)
{
	struct stat status;

	return stat(path, &status) == 0 ? status.st_size : -1;
}

static inline mode_t mode_of(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 ? status.st_mode & 07777 : 0;
}

static inline bool add(struct history *history, const char *text)
{
	return history_add(history, text, strlen(text));
}

/* Are these, joined by |, the entries? */
static inline bool entries_are(const struct history *history,
                               const char *wanted)
{
	char joined[1024] = "";

	for (size_t i = 0; i < history_count(history); i++) {
		if (i > 0)
			strcat(joined, "|");
		strncat(joined, history_entry(history, i), 60);
	}
	return strcmp(joined, wanted) == 0;
}

/* Makes the folder, and chooses "history" in it. */
static inline void scratch_begin(void)
{
	const char *temporary = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/shmsh-history-XXXXXX",
	         temporary ? temporary : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(1);
	}
	snprintf(path, sizeof(path), "%s/history", folder);
	setenv("SHMSH_HISTORY", path, 1);
}

static inline void scratch_end(void)
{
	char command[PATH_MAX + 16];

	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	if (system(command) != 0)
		perror(folder);
}
