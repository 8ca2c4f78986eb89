/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/source_file.h"

#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_file(struct session *session, const struct source_file *file)
{
	/* it waited for the other end of a FIFO */
	if (errno == EINTR)
		return fail(session, "interrupted");
	return fail(session, "%s: can not be read: %s (%s)", file->name,
	            strerror(errno), strerrorname_np(errno));
}

static bool fail_script(struct session *session)
{
	struct complaint complaint;

	complain(&complaint, "standard input holds the commands, and can not "
	                     "be loaded");
	complaint_remedy(&complaint, "shmsh -c 'load PLACE -', or a script "
	                             "in a file");
	return fail_with(session, &complaint);
}

/* What the open file is. Those of /proc say that they have no bytes. */
static bool look(struct source_file *file)
{
	struct stat status;
	off_t at;

	if (fstat(file->descriptor, &status) != 0)
		return false;
	errno = EISDIR;
	if (S_ISDIR(status.st_mode))
		return false;
	if (!S_ISREG(status.st_mode) || status.st_size == 0)
		return true;
	at = lseek(file->descriptor, 0, SEEK_CUR);
	file->sized = true;
	file->size = at < status.st_size ? (uint64_t)(status.st_size - at) : 0;
	file->data = (uint64_t)status.st_blocks * 512;
	file->sparse = file->data < (uint64_t)status.st_size;
	return at >= 0;
}

bool source_file_open(struct session *session, const char *path,
                      struct source_file *file)
{
	bool input = strcmp(path, "-") == 0;
	struct stat status;

	*file = (struct source_file){
		.name = input ? "standard input" : path,
		.descriptor = STDIN_FILENO,
	};
	if (input && session->script_on_input)
		return fail_script(session);
	/* whoever waits for a writer holds nothing */
	if ((input ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 &&
	    !S_ISREG(status.st_mode))
		session_pause(session);
	if (!input)
		file->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->descriptor >= 0 && look(file))
		return true;
	fail_file(session, file);
	source_file_close(file);
	return false;
}

uint64_t source_file_skip(const struct source_file *file, uint64_t most)
{
	off_t at = lseek(file->descriptor, 0, SEEK_CUR);
	off_t data = lseek(file->descriptor, at, SEEK_DATA);

	/* behind the end there is no hole: it may have become shorter */
	if (data < 0 && errno == ENXIO && !source_file_shrank(file))
		data = lseek(file->descriptor, 0, SEEK_END);
	if (data < at)
		return 0;
	if ((uint64_t)(data - at) < most)
		most = (uint64_t)(data - at);
	lseek(file->descriptor, at + (off_t)most, SEEK_SET);
	return most;
}

bool source_file_shrank(const struct source_file *file)
{
	struct stat status;

	/* those of /sys say more than they have, but do not change */
	return fstat(file->descriptor, &status) != 0 ||
	       lseek(file->descriptor, 0, SEEK_CUR) >= status.st_size;
}

void source_file_close(struct source_file *file)
{
	if (file->descriptor > STDIN_FILENO)
		close(file->descriptor);
}
