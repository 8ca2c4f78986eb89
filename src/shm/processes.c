/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/processes.h"

#include "shm/process_maps.h"
#include "shm/segment.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PATH_ROOM = 64,
	LINK_ROOM = 64
};

/* Where a pass over /proc stands. */
struct scan {
	struct processes *found;
	int proc;
	const struct segment *wanted; /* NULL for all */
	char own[LINK_ROOM];          /* the IPC namespace */
	struct segment_devices devices;
	bool out_of_memory;
};

/* Room for one more of SIZE bytes behind COUNT. */
static void *grow(void *items, size_t count, size_t *room, size_t size)
{
	size_t wanted = *room ? 2 * *room : 64;
	void *grown;

	if (count < *room)
		return items;
	grown = reallocarray(items, wanted, size);
	if (grown)
		*room = wanted;
	return grown;
}

static bool add_attachment(struct scan *scan,
                           const struct process_attachment *attachment)
{
	struct processes *found = scan->found;
	struct process_attachment *grown =
		grow(found->attachments, found->attachment_count,
	             &found->attachment_room, sizeof(*grown));

	if (!grown)
		return false;
	found->attachments = grown;
	grown[found->attachment_count++] = *attachment;
	return true;
}

/* The process being looked at is the one behind the last. */
static size_t first_attachment(const struct processes *found)
{
	return found->count == 0 ? 0
	                         : found->items[found->count - 1].first +
	                                   found->items[found->count - 1].count;
}

/* Does MAPPING go on where the last one ended, in memory and in the segment? */
static bool is_next_part(const struct process_attachment *last,
                         const struct segment_mapping *mapping)
{
	return last->id == mapping->id && last->to == mapping->from &&
	       last->offset + (last->to - last->from) == mapping->offset;
}

static void take(void *context, const struct segment_mapping *mapping)
{
	struct scan *scan = context;
	struct processes *found = scan->found;
	struct process_attachment *last;
	struct process_attachment attachment = {
		.id = mapping->id,
		.key = mapping->key,
		.from = mapping->from,
		.to = mapping->to,
		.offset = mapping->offset,
		.access = 1u << mapping->rights,
		.mappings = 1,
	};

	if (scan->wanted &&
	    !process_attachment_is_of(&attachment, scan->wanted))
		return;
	if (found->attachment_count > first_attachment(found)) {
		last = &found->attachments[found->attachment_count - 1];
		if (is_next_part(last, mapping)) {
			last->to = mapping->to;
			last->access |= 1u << mapping->rights;
			last->mappings++;
			return;
		}
	}
	if (!add_attachment(scan, &attachment))
		scan->out_of_memory = true;
}

static int open_in(const struct scan *scan, const char *process,
                   const char *name)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "%s/%s", process, name);
	return openat(scan->proc, path, O_RDONLY | O_CLOEXEC);
}

/* The length; a NUL behind it. */
static size_t read_in(const struct scan *scan, const char *process,
                      const char *name, char *text, size_t size)
{
	int file = open_in(scan, process, name);
	ssize_t length = file < 0 ? 0 : read(file, text, size - 1);

	if (file >= 0)
		close(file);
	text[length > 0 ? length : 0] = '\0';
	return length > 0 ? (size_t)length : 0;
}

static bool read_namespace(const struct scan *scan, const char *process,
                           char link[static LINK_ROOM])
{
	char path[PATH_ROOM];
	ssize_t length;

	snprintf(path, sizeof(path), "%s/ns/ipc", process);
	length = readlinkat(scan->proc, path, link, LINK_ROOM - 1);
	link[length > 0 ? length : 0] = '\0';
	return length > 0;
}

/* What is to be shown of it; false when it has gone. */
static bool read_facts(const struct scan *scan, const char *name,
                       struct process *process)
{
	char status[2048];
	const char *line;
	size_t length;

	read_in(scan, name, "status", status, sizeof(status));
	/* not in the name, which comes first: its newlines are escaped */
	line = strstr(status, "\nUid:");
	if (!line || sscanf(line, " Uid: %*u %u", &process->uid) != 1)
		return false;
	length = read_in(scan, name, "comm", process->command,
	                 sizeof(process->command));
	if (length > 0 && process->command[length - 1] == '\n')
		process->command[length - 1] = '\0';
	return length > 0;
}

/* What was found of THREAD's memory counts when it is of our IPC namespace:
 * ids repeat between them. */
static bool add_process(struct scan *scan, const char *name, const char *thread)
{
	struct processes *found = scan->found;
	struct process process = { .first = first_attachment(found) };
	struct process *grown;
	char namespace[LINK_ROOM];

	process.pid = (pid_t)strtol(name, NULL, 10);
	process.count = found->attachment_count - process.first;
	if (!read_namespace(scan, thread, namespace) ||
	    strcmp(namespace, scan->own) != 0 ||
	    !read_facts(scan, name, &process))
		return false;
	grown = grow(found->items, found->count, &found->room, sizeof(*grown));
	if (!grown) {
		scan->out_of_memory = true;
		return false;
	}
	found->items = grown;
	grown[found->count++] = process;
	return true;
}

/* False with ESRCH when THREAD ("12" or "12/task/13") has no memory. */
static bool scan_memory(struct scan *scan, const char *name, const char *thread)
{
	struct processes *found = scan->found;
	size_t before = found->attachment_count;
	int file = open_in(scan, thread, "maps");
	bool whole;
	int error;

	if (file < 0)
		return false;
	whole = process_maps_each(file, &scan->devices, take, scan);
	error = errno;
	close(file);
	if (found->attachment_count > before &&
	    (!whole || !add_process(scan, name, thread)))
		found->attachment_count = before;
	errno = error;
	return whole;
}

/* The first thread may have ended while others go on: its memory is no longer
 * seen by way of it. A directory has a link for each of its own. */
static void scan_threads(struct scan *scan, const char *name)
{
	char path[PATH_ROOM];
	struct stat status;
	struct dirent *entry;
	bool seen = false;
	DIR *directory;
	int file;

	snprintf(path, sizeof(path), "%.20s/task", name);
	if (fstatat(scan->proc, path, &status, 0) != 0 || status.st_nlink <= 3)
		return;
	file = openat(scan->proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	directory = file < 0 ? NULL : fdopendir(file);
	while (directory && !seen && (entry = readdir(directory))) {
		snprintf(path, sizeof(path), "%.20s/task/%.20s", name,
		         entry->d_name);
		seen = entry->d_name[0] != '.' && scan_memory(scan, name, path);
	}
	if (directory)
		closedir(directory);
	else if (file >= 0)
		close(file);
}

static bool scan_all(struct scan *scan, DIR *directory)
{
	struct dirent *entry;

	scan->proc = dirfd(directory);
	if (!read_namespace(scan, "self", scan->own))
		return false;
	segment_devices_find(&scan->devices);
	while (!scan->out_of_memory && (entry = readdir(directory))) {
		const char *name = entry->d_name;

		if (name[0] >= '0' && name[0] <= '9' &&
		    !scan_memory(scan, name, name) && errno == ESRCH)
			scan_threads(scan, name);
	}
	if (scan->out_of_memory)
		errno = ENOMEM;
	return !scan->out_of_memory;
}

int processes_scan(struct processes *processes, const struct segment *segment)
{
	struct scan scan = { .found = processes, .wanted = segment };
	DIR *directory = opendir("/proc");
	bool good;
	int error;

	*processes = (struct processes){ 0 };
	if (!directory)
		return -1;
	good = scan_all(&scan, directory);
	error = errno;
	closedir(directory);
	errno = error;
	return good ? 0 : -1;
}

void processes_finish(struct processes *processes)
{
	free(processes->items);
	free(processes->attachments);
	*processes = (struct processes){ 0 };
}
