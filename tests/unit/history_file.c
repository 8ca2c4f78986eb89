/* Where the file is, and what keeps it from being used:
 * session/history_file.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history_file.h"
#include "scratch.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>

/* What stands at the path is refused with one note, and left as it is. */
static void check_refused(const char *what, const char *words)
{
	struct stat before;
	struct stat after;
	struct history *history;

	lstat(path, &before);
	listen();
	history = history_open(&session);
	check(history && add(history, "one") && add(history, "two") &&
	              entries_are(history, "one|two"),
	      "with %s lines are in memory", what);
	history_free(history);
	lstat(path, &after);
	check(said_once(words) && before.st_ino == after.st_ino &&
	              before.st_mode == after.st_mode &&
	              before.st_size == after.st_size,
	      "it is left alone, which is noted once");
	listen();
	check(!history_read(&session) && said_once(words), "and is not shown");
	if (remove(path) != 0)
		perror(path);
}

static void check_refusals(void)
{
	char other[PATH_MAX + 16];

	snprintf(other, sizeof(other), "%s/other", folder);
	put("mine\n");
	rename(path, other);
	if (symlink(other, path) != 0 || mode_of(other) != 0600)
		perror(path);
	check_refused("a symbolic link", "it is a symbolic link");
	if (link(other, path) == 0)
		check_refused("a second name", "it has another name");
	unlink(other);
	if (symlink(other, path) != 0)
		perror(path);
	check_refused("a link to nothing", "it is a symbolic link");
	check(access(other, F_OK) != 0, "which is not made");
	mkfifo(path, 0600);
	check_refused("a FIFO", "it is no regular file");
	mkdir(path, 0700);
	check_refused("a folder", "it is no regular file");
	put("theirs\n");
	chmod(path, 0620);
	check_refused("a file of a group", "others could have written it");
	if (geteuid() != 0)
		return;
	put("theirs\n");
	if (chown(path, 1, 1) != 0)
		perror(path);
	check_refused("another user's file", "it is another user's");
}

/* The lock is another's for longer than a user would wait. */
static void check_lock(void)
{
	struct history *history;
	int file;

	put("before\n");
	file = open(path, O_RDONLY | O_CLOEXEC);
	flock(file, LOCK_EX);
	listen();
	history = history_open(&session);
	check(entries_are(history, "before") && add(history, "one") &&
	              add(history, "two") && file_is("before\n"),
	      "while somebody else has the lock lines wait in memory");
	check(said_once("can not be locked"), "which is noted once");
	close(file);
	listen();
	check(add(history, "three") && file_is("before\none\ntwo\nthree\n"),
	      "then all are written");
	history_free(history);
	check(said_nothing(), "and nothing is said");
}

static void limit_file_size(rlim_t most)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void check_full_disk(void)
{
	struct history *history;

	signal(SIGXFSZ, SIG_IGN);
	put("before\n");
	history = history_open(&session);
	/* what is said counts, too: it comes in a file */
	listen();
	limit_file_size(9);
	add(history, "first");
	check(file_is("before\n"), "of a line that does not fit no part stays");
	limit_file_size(RLIM_INFINITY);
	session.errors->error = 0;
	capture_end();
	listen();
	check(add(history, "second") && file_is("before\nfirst\nsecond\n"),
	      "both are written when there is room");
	history_free(history);
	check(said_nothing(), "and nothing is said");
}

static bool goes_to(const char *wanted)
{
	struct history *history = history_open(&session);
	bool good = add(history, "line");

	history_free(history);
	snprintf(path, sizeof(path), "%s/%s", folder, wanted);
	good = good && file_is("line\n");
	unlink(path);
	return good;
}

static void check_paths(void)
{
	char name[PATH_MAX + 64];

	listen();
	setenv("HOME", folder, 1);
	unsetenv("SHMSH_HISTORY");
	unsetenv("XDG_STATE_HOME");
	check(goes_to(".local/state/shmsh/history"), "its place is in HOME");
	snprintf(name, sizeof(name), "%s/.local", folder);
	check(mode_of(name) == 0700, "folders are 0700");
	setenv("XDG_STATE_HOME", "relative", 1);
	check(goes_to(".local/state/shmsh/history") &&
	              access("relative", F_OK) != 0,
	      "a state folder must be absolute");
	snprintf(name, sizeof(name), "%s/state", folder);
	setenv("XDG_STATE_HOME", name, 1);
	check(goes_to("state/shmsh/history"), "then it is there");
	snprintf(name, sizeof(name), "%s/chosen/deep/file", folder);
	setenv("SHMSH_HISTORY", name, 1);
	check(goes_to("chosen/deep/file"), "it may be chosen");
	setenv("SHMSH_HISTORY", "", 1);
	check(!goes_to("state/shmsh/history") && access(path, F_OK) != 0,
	      "or there is none");
	unsetenv("SHMSH_HISTORY");
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	check(!goes_to("state/shmsh/history"), "without a home, too");
	check(said_nothing(), "nothing was said");
}

/* As sudo may leave HOME: a file made there could not be written by its user.
 */
static void check_foreign_home(void)
{
	char home[PATH_MAX + 16];

	if (geteuid() != 0)
		return;
	snprintf(home, sizeof(home), "%s/home", folder);
	if (mkdir(home, 0755) != 0 || chown(home, 1, 1) != 0)
		perror(home);
	setenv("HOME", home, 1);
	listen();
	check(!goes_to("home/.local/state/shmsh/history") &&
	              said_once("led the way to it") && rmdir(home) == 0,
	      "in another user's home nothing is made");
	/* as that user may lead root to a folder of root's */
	snprintf(home, sizeof(home), "%s/link", folder);
	if (symlink(".", home) != 0 || lchown(home, 1, 1) != 0)
		perror(home);
	setenv("HOME", home, 1);
	listen();
	check(!goes_to(".local/state/shmsh/history") &&
	              said_once("led the way to it") && access(home, F_OK) == 0,
	      "nor where another user's link leads");
	unlink(home);
	setenv("HOME", home, 1);
	listen();
	check(!goes_to("link/.local/state/shmsh/history") && said_nothing() &&
	              access(home, F_OK) != 0,
	      "a home that is not there is not made");
}

/* As a program that is setuid has them. */
static void check_foreign_rights(void)
{
	struct history *history;

	if (geteuid() != 0)
		return;
	snprintf(path, sizeof(path), "%s/history", folder);
	setenv("SHMSH_HISTORY", path, 1);
	put("one\n");
	if (chown(path, 1, 1) != 0 || chown(folder, 1, 1) != 0 ||
	    setresuid((uid_t)-1, 1, 0) != 0)
		perror(path);
	history = history_open(&session);
	check(history_count(history) == 0 && add(history, "two") &&
	              file_is("one\n"),
	      "with rights that are not the caller's there is none");
	history_free(history);
	if (setresuid((uid_t)-1, 0, 0) != 0)
		perror("setresuid");
}

int main(void)
{
	scratch_begin();
	check_refusals();
	check_lock();
	check_full_disk();
	check_paths();
	check_foreign_home();
	check_foreign_rights();
	scratch_end();
	return plan();
}
