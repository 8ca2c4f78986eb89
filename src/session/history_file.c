/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history_file.h"

#include "session/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	TRIES_MOST = 100, /* to lock a file that others replace meanwhile */
};

static bool put_path(struct history_file *file, const char *folder,
                     const char *name)
{
	int length =
		snprintf(file->path, sizeof(file->path), "%s%s", folder, name);

	return length > 0 && (size_t)length < sizeof(file->path);
}

/* A home that is not there, as that of a daemon, is not to be made. */
static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool history_file_find(struct history_file *file)
{
	const char *chosen = getenv("SHMSH_HISTORY");
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	/* the environment is somebody else's */
	if (getuid() != geteuid() || getgid() != getegid())
		return false;
	file->chosen = chosen;
	if (chosen)
		return put_path(file, chosen, "");
	if (state && state[0] == '/')
		return put_path(file, state, "/shmsh/history");
	if (home && home[0] == '/' && is_folder(home))
		return put_path(file, home, "/.local/state/shmsh/history");
	return false;
}

bool history_file_refuse(const struct history_file *file, const char *what,
                         struct complaint *complaint)
{
	int error = errno;

	return complain(complaint, "%s can not be %s: %s (%s)", file->path,
	                what, strerror(error), strerrorname_np(error));
}

/* May it be read and written without harm to anybody? */
static bool is_harmless(const struct history_file *file,
                        const struct stat *status, struct complaint *complaint)
{
	const char *reason = NULL;

	if (S_ISLNK(status->st_mode))
		reason = "it is a symbolic link";
	else if (!S_ISREG(status->st_mode))
		reason = "it is no regular file";
	else if (status->st_uid != geteuid())
		reason = "it is another user's";
	else if ((status->st_mode & 022) != 0)
		reason = "others could have written it";
	else if (status->st_nlink > 1)
		reason = "it has another name, too";
	return !reason ||
	       complain(complaint, "%s is left alone: %s", file->path, reason);
}

static int refuse_way(const struct history_file *file,
                      struct complaint *complaint)
{
	complain(complaint,
	         "%s is left alone: others could have led the way to it",
	         file->path);
	return -1;
}

/* A pipe or a device must not even be opened. */
static int open_harmless(const struct history_file *file, int flags,
                         struct complaint *complaint)
{
	struct stat status;
	int descriptor;

	complain(complaint, "%s", "");
	/* a chosen place is the user's own affair */
	if (!file->chosen && !trust_way(file->path))
		return refuse_way(file, complaint);
	if (lstat(file->path, &status) == 0 &&
	    !is_harmless(file, &status, complaint))
		return -1;
	descriptor = open(
		file->path,
		flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
	if (descriptor < 0) {
		if (errno != ENOENT || (flags & O_CREAT))
			history_file_refuse(file, "opened", complaint);
		return -1;
	}
	if (fstat(descriptor, &status) == 0 &&
	    is_harmless(file, &status, complaint))
		return descriptor;
	close(descriptor);
	return -1;
}

int history_file_open(const struct history_file *file,
                      struct complaint *complaint)
{
	return open_harmless(file, O_RDONLY, complaint);
}

/* Not by waiting in flock: whoever holds the lock may have been stopped. */
static bool take_lock(int descriptor, unsigned patience)
{
	const struct timespec pause = { .tv_nsec = 1000000 };

	while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK || patience-- == 0)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

/* Another session may have replaced it before it was locked here. */
static bool is_named(const struct history_file *file, int descriptor)
{
	struct stat named;
	struct stat opened;

	return lstat(file->path, &named) == 0 &&
	       fstat(descriptor, &opened) == 0 &&
	       named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

static int lock(const struct history_file *file, int flags, unsigned patience,
                struct complaint *complaint)
{
	for (int i = 0; i < TRIES_MOST; i++) {
		int descriptor = open_harmless(file, flags | O_RDWR | O_APPEND,
		                               complaint);

		if (descriptor < 0)
			return -1;
		if (!take_lock(descriptor, patience)) {
			history_file_refuse(file, "locked", complaint);
			close(descriptor);
			return -1;
		}
		if (is_named(file, descriptor))
			return descriptor;
		close(descriptor);
	}
	errno = EAGAIN;
	history_file_refuse(file, "locked", complaint);
	return -1;
}

int history_file_lock(const struct history_file *file, unsigned patience,
                      struct complaint *complaint)
{
	return lock(file, 0, patience, complaint);
}

static bool make_folders(const struct history_file *file,
                         struct complaint *complaint)
{
	char folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%s", file->path);
	for (char *end = strchr(folder + 1, '/'); end;
	     end = strchr(end + 1, '/')) {
		*end = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return history_file_refuse(file, "made", complaint);
		*end = '/';
	}
	return true;
}

int history_file_make(const struct history_file *file, unsigned patience,
                      struct complaint *complaint)
{
	int descriptor = lock(file, 0, patience, complaint);

	if (descriptor >= 0 || complaint->what[0])
		return descriptor;
	if (!make_folders(file, complaint))
		return -1;
	return lock(file, O_CREAT, patience, complaint);
}
