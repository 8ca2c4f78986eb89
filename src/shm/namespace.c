/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/namespace.h"

#include "shm/process.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The link reads "ipc:[4026531839]": namespaces(7). */
static uint64_t read_number(const char *path)
{
	char link[64];
	ssize_t length = readlink(path, link, sizeof(link) - 1);
	uint64_t number = 0;

	if (length < 0)
		return 0;
	link[length] = '\0';
	if (sscanf(link, "ipc:[%" SCNu64 "]", &number) != 1)
		errno = EINVAL;
	return number;
}

uint64_t namespace_own(void)
{
	return read_number("/proc/self/ns/ipc");
}

uint64_t namespace_of(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/ipc", (int)pid);
	return read_number(path);
}

uint64_t namespace_of_descriptor(int descriptor)
{
	struct stat status;

	return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

int namespace_open(void)
{
	return open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC);
}

int namespace_return(int descriptor)
{
	return setns(descriptor, CLONE_NEWIPC);
}

static bool is_same(int one, int other)
{
	struct stat first;
	struct stat second;

	return fstat(one, &first) == 0 && fstat(other, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* First the user namespace USERS, which must own that of IPC: it would be of no
 * use otherwise, and there is no way back. */
static int join_both(int users, int ipc)
{
	int owner = ioctl(ipc, NS_GET_USERNS);
	bool owns = owner >= 0 && is_same(owner, users);

	if (owner >= 0)
		close(owner);
	if (!owns) {
		errno = EPERM;
		return -1;
	}
	if (setns(users, CLONE_NEWUSER) != 0)
		return -1;
	return setns(ipc, CLONE_NEWIPC);
}

/* PROCESS is a descriptor of the directory in /proc: it stays that of one
 * process. */
static int enter(int process, bool *joined_users)
{
	int ipc = openat(process, "ns/ipc", O_RDONLY | O_CLOEXEC);
	int users;
	int result;
	int error;

	if (ipc < 0)
		return -1;
	result = setns(ipc, CLONE_NEWIPC);
	if (result != 0 && errno == EPERM) {
		users = openat(process, "ns/user", O_RDONLY | O_CLOEXEC);
		result = users < 0 ? -1 : join_both(users, ipc);
		*joined_users = result == 0;
		error = errno == EINVAL ? EPERM : errno;
		if (users >= 0)
			close(users);
		errno = error;
	}
	error = errno;
	close(ipc);
	errno = error;
	return result;
}

int namespace_enter(pid_t pid, bool *joined_users)
{
	char path[64];
	int process;
	int result;
	int error;

	*joined_users = false;
	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	process = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (process < 0) {
		/* /proc may hide it (hidepid) */
		if (errno == ENOENT)
			errno = process_exists(pid) ? EACCES : ESRCH;
		return -1;
	}
	result = enter(process, joined_users);
	/* it has ended, and nobody has waited for it yet */
	error = errno == ENOENT ? ESRCH : errno;
	close(process);
	errno = error;
	return result;
}

static int write_file(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	size_t length = strlen(text);
	int result;

	if (file < 0)
		return -1;
	result = write(file, text, length) == (ssize_t)length ? 0 : -1;
	close(file);
	return result;
}

/* Each id stands for itself, so that files keep their owner. */
static int write_map(const char *path, unsigned id)
{
	char text[32];

	snprintf(text, sizeof(text), "%u %u 1", id, id);
	return write_file(path, text);
}

int namespace_make(const char **step)
{
	/* afterwards they are unknown until the maps are written */
	uid_t user = geteuid();
	gid_t group = getegid();

	*step = "unshare";
	if (unshare(CLONE_NEWIPC) == 0)
		return 0;
	if (errno != EPERM || unshare(CLONE_NEWUSER | CLONE_NEWIPC) != 0)
		return -1;
	*step = "uid_map";
	if (write_map("/proc/self/uid_map", user) != 0)
		return -1;
	/* without it the group could not be mapped: user_namespaces(7) */
	if (write_file("/proc/self/setgroups", "deny") != 0 && errno != ENOENT)
		return -1;
	return write_map("/proc/self/gid_map", group);
}
