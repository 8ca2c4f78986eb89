/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/namespaces.h"

#include "shm/calls.h"
#include "shm/namespace.h"
#include "shm/segment.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

void namespaces_finish(struct ipc_namespaces *namespaces)
{
	free(namespaces->items);
	*namespaces = (struct ipc_namespaces){ 0 };
}

static struct ipc_namespace *find(const struct ipc_namespaces *namespaces,
                                  uint64_t number)
{
	for (size_t i = 0; i < namespaces->count; i++)
		if (namespaces->items[i].number == number)
			return &namespaces->items[i];
	return NULL;
}

static int add(struct ipc_namespaces *namespaces, uint64_t number, pid_t pid)
{
	struct ipc_namespace *found = find(namespaces, number);

	if (!found) {
		found = reallocarray(namespaces->items, namespaces->count + 1,
		                     sizeof(*found));
		if (!found)
			return -1;
		namespaces->items = found;
		found += namespaces->count++;
		*found = (struct ipc_namespace){ .number = number, .pid = pid };
	}
	found->processes++;
	if (pid < found->pid)
		found->pid = pid;
	return 0;
}

/* Process PID; one that has gone meanwhile is in none. */
static int look_at(struct ipc_namespaces *namespaces, pid_t pid)
{
	uint64_t number = namespace_of(pid);

	if (number != 0)
		return add(namespaces, number, pid);
	if (errno == EACCES || errno == EPERM)
		return add(namespaces, 0, 0);
	return 0;
}

static int compare(const void *one, const void *other)
{
	const struct ipc_namespace *first = one;
	const struct ipc_namespace *second = other;

	/* those that are not seen come last */
	if (first->pid == 0 || second->pid == 0)
		return (first->pid == 0) - (second->pid == 0);
	return (first->pid > second->pid) - (first->pid < second->pid);
}

int namespaces_find(struct ipc_namespaces *namespaces)
{
	DIR *directory = opendir("/proc");
	struct dirent *entry;
	int result = 0;

	*namespaces = (struct ipc_namespaces){ 0 };
	if (!directory)
		return -1;
	while (result == 0 && (entry = readdir(directory)))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
			result =
				look_at(namespaces,
			                (pid_t)strtol(entry->d_name, NULL, 10));
	closedir(directory);
	if (result != 0)
		namespaces_finish(namespaces);
	else if (namespaces->count > 1)
		qsort(namespaces->items, namespaces->count,
		      sizeof(*namespaces->items), compare);
	return result;
}

static void count_segments(struct ipc_namespace *namespace)
{
	struct calls calls = { .read_only = true };
	int last = segment_last_index(&calls);
	struct segment segment;

	for (int index = 0; index <= last; index++) {
		if (segment_stat_index(&calls, index, &segment) < 0)
			continue;
		namespace->segments++;
		if (__builtin_add_overflow(namespace->bytes, segment.size,
		                           &namespace->bytes))
		namespace->bytes = UINT64_MAX;
	}
	namespace->counted = last >= 0;
}

/* In a child: it has its end in the other namespace. */
static void count_there(struct ipc_namespace *namespace, int answer)
{
	bool joined_users;

	if (namespace_enter(namespace->pid, &joined_users) == 0 &&
	    namespace_own() == namespace->number)
		count_segments(namespace);
	if (write(answer, namespace, sizeof(*namespace)) !=
	    (ssize_t)sizeof(*namespace))
		_exit(EXIT_FAILURE);
	_exit(EXIT_SUCCESS);
}

static ssize_t read_answer(int from, struct ipc_namespace *answer)
{
	ssize_t length;

	do
		length = read(from, answer, sizeof(*answer));
	while (length < 0 && errno == EINTR);
	return length;
}

void namespace_count(struct ipc_namespace *namespace)
{
	struct ipc_namespace answer;
	int ends[2];
	pid_t child;

	if (namespace->number == 0)
		return;
	if (namespace->number == namespace_own()) {
		count_segments(namespace);
		return;
	}
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	child = fork();
	if (child == 0)
		count_there(namespace, ends[1]);
	close(ends[1]);
	if (child > 0 &&
	    read_answer(ends[0], &answer) == (ssize_t)sizeof(answer))
		*namespace = answer;
	close(ends[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}
