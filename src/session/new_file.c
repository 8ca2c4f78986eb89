/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/new_file.h"

#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_file(struct session *session, const char *path)
{
	/* it waited for the other end of a FIFO */
	if (errno == EINTR)
		return fail(session, "interrupted");
	return fail(session, "%s: can not be written: %s (%s)", path,
	            strerror(errno), strerrorname_np(errno));
}

static bool fail_link(struct session *session, const char *path)
{
	struct complaint complaint;

	complain(&complaint, "%s: it is a symbolic link, and save follows none",
	         path);
	complaint_cause(&complaint, "it may have been put there for you to "
	                            "overwrite what it names");
	complaint_remedy(&complaint, "the name of the file itself");
	return fail_with(session, &complaint);
}

/* The folder counts, not the file. */
static bool fail_beside(struct session *session, const char *path)
{
	struct complaint complaint;

	if (errno != EACCES && errno != EPERM && errno != EBUSY)
		return fail_file(session, path);
	complain(&complaint, "%s: can not be written: %s (%s)", path,
	         strerror(errno), strerrorname_np(errno));
	complaint_cause(&complaint, "it is made under another name in its "
	                            "folder first");
	complaint_remedy(&complaint, "save PLACE - > FILE, which writes to the "
	                             "file itself");
	return fail_with(session, &complaint);
}

/* A name in its folder that no other program uses. */
static bool name_temporary(struct new_file *file)
{
	const char *slash = strrchr(file->path, '/');
	int folder = slash ? (int)(slash - file->path) + 1 : 0;
	uint64_t number;

	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		return false;
	errno = ENAMETOOLONG;
	return snprintf(file->temporary, sizeof(file->temporary),
	                "%.*s.shmsh-%016" PRIx64, folder, file->path,
	                number) < (int)sizeof(file->temporary);
}

/* A file that is replaced hands on its mode and, where that may be, its owner.
 */
static bool inherit(const struct new_file *file, const struct stat *old)
{
	if ((old->st_uid != geteuid() || old->st_gid != getegid()) &&
	    fchown(file->descriptor, old->st_uid, old->st_gid) != 0 &&
	    errno != EPERM)
		return false;
	return fchmod(file->descriptor, old->st_mode & 0777) == 0;
}

static bool open_beside(struct session *session, struct new_file *file,
                        const struct stat *old)
{
	mode_t mode = old ? old->st_mode & 0600 : 0666;

	file->sparse = true;
	/* whoever may not write it may not replace it */
	if (old && faccessat(AT_FDCWD, file->path, W_OK, AT_EACCESS) != 0)
		return fail_file(session, file->path);
	if (!name_temporary(file))
		return fail_file(session, file->path);
	file->descriptor = open(
		file->temporary,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (file->descriptor < 0)
		return fail_beside(session, file->path);
	if (!old || inherit(file, old))
		return true;
	fail_file(session, file->path);
	new_file_drop(file);
	return false;
}

static bool open_as_it_is(struct session *session, struct new_file *file)
{
	/* a FIFO waits for its reader */
	session_pause(session);
	file->descriptor =
		open(file->path, O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
	if (file->descriptor < 0)
		return fail_file(session, file->path);
	if (!isatty(file->descriptor))
		return true;
	new_file_drop(file);
	return fail(session,
	            "%s: it is a terminal, which raw bytes could take over",
	            file->path);
}

bool new_file_open(struct session *session, const char *path,
                   struct new_file *file)
{
	struct stat old;

	*file = (struct new_file){ .path = path };
	if (lstat(path, &old) != 0)
		return errno == ENOENT ? open_beside(session, file, NULL)
		                       : fail_file(session, path);
	if (S_ISLNK(old.st_mode))
		return fail_link(session, path);
	if (S_ISREG(old.st_mode))
		return open_beside(session, file, &old);
	return open_as_it_is(session, file);
}

bool new_file_keep(struct session *session, struct new_file *file,
                   uint64_t size)
{
	bool whole =
		!file->sparse || ftruncate(file->descriptor, (off_t)size) == 0;

	whole = close(file->descriptor) == 0 && whole;
	file->descriptor = -1;
	if (!whole)
		fail_file(session, file->path);
	else if (!file->temporary[0] ||
	         rename(file->temporary, file->path) == 0)
		return true;
	else
		fail_beside(session, file->path);
	new_file_drop(file);
	return false;
}

void new_file_drop(struct new_file *file)
{
	if (file->descriptor >= 0)
		close(file->descriptor);
	if (file->temporary[0])
		unlink(file->temporary);
}
