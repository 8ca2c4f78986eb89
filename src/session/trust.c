/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whose "/" is, is root here: where user namespaces do not know root, it looks
 * like another. */
static bool is_trusted_user(uid_t user)
{
	struct stat root;

	return user == geteuid() || user == 0 ||
	       (stat("/", &root) == 0 && user == root.st_uid);
}

/* Where all may write, they may rename what is ours, unless it is sticky. */
static bool is_safe(const struct stat *status)
{
	return is_trusted_user(status->st_uid) &&
	       (!S_ISDIR(status->st_mode) || !(status->st_mode & S_IWOTH) ||
	        (status->st_mode & S_ISVTX));
}

bool trust_way(const char *path)
{
	char way[PATH_MAX];
	struct stat status;

	if (path[0] != '/' || strlen(path) >= sizeof(way))
		return false;
	strcpy(way, path);
	for (char *end = way + strspn(way, "/"); (end = strchr(end, '/'));
	     end += strspn(end, "/")) {
		*end = '\0';
		if (lstat(way, &status) != 0)
			return true;
		if (!is_safe(&status) ||
		    (stat(way, &status) == 0 && !is_safe(&status)))
			return false;
		*end = '/';
	}
	return true;
}

/* This user's, and only this user may change it. */
static bool is_own(const struct stat *status)
{
	return status->st_uid == geteuid() && (status->st_mode & 022) == 0;
}

static const char *find_fault(const char *path, int file)
{
	struct stat status;
	char folder[PATH_MAX];
	char *end;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		return "it is no file";
	if (!is_own(&status))
		return "others could have written it";
	snprintf(folder, sizeof(folder), "%s", path);
	end = strrchr(folder, '/');
	if (!end || path[0] != '/')
		return "its path is not absolute";
	*end = '\0';
	if (stat(*folder ? folder : "/", &status) != 0 || !is_own(&status))
		return "others could write in its folder";
	return trust_way(path) ? NULL : "others could have led the way to it";
}

int trust_open(const char *path, const char **fault)
{
	/* a FIFO would wait for its writer */
	int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	*fault = NULL;
	if (file >= 0)
		*fault = find_fault(path, file);
	else if (errno != ENOENT && errno != ENOTDIR)
		*fault = strerror(errno);
	if (!*fault)
		return file;
	if (file >= 0)
		close(file);
	return -1;
}
