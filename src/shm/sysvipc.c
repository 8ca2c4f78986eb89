/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/sysvipc.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A line of /proc/sysvipc/shm: proc(5). */
enum {
	KEY,
	ID,
	MODE, /* in octal, with the flags */
	SIZE,
	CREATOR_PID,
	LAST_PID,
	NATTCH,
	UID,
	GID,
	CREATOR_UID,
	CREATOR_GID,
	ATTACH_TIME,
	DETACH_TIME,
	CHANGE_TIME,
	RESIDENT,
	SWAPPED,
	COLUMNS
};

enum {
	/* a read gives at most a page, whatever is asked for */
	ROOM = 8192
};

/* sscanf takes six times as long. Moves *POSITION behind the number. */
static bool read_number(const char **position, unsigned base, int64_t *value)
{
	const char *text = *position;
	uint64_t sum = 0;
	bool negative;
	unsigned digit;

	while (*text == ' ')
		text++;
	negative = *text == '-';
	text += negative;
	*position = text;
	while ((digit = (unsigned)*text - '0') < base) {
		sum = sum * base + digit;
		text++;
	}
	*value = negative ? -(int64_t)sum : (int64_t)sum;
	if (text == *position)
		return false;
	*position = text;
	return true;
}

static bool read_line(const char *line, int64_t values[static COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++)
		if (!read_number(&line, i == MODE ? 8 : 10, &values[i]))
			return false;
	return true;
}

static struct segment segment_of(const int64_t values[static COLUMNS])
{
	unsigned mode = (unsigned)values[MODE];

	return (struct segment){
		.id = (int)values[ID],
		.key = (key_t)values[KEY],
		.size = (size_t)values[SIZE],
		.mode = mode & 0777,
		.uid = (uid_t)values[UID],
		.gid = (gid_t)values[GID],
		.creator_uid = (uid_t)values[CREATOR_UID],
		.creator_gid = (gid_t)values[CREATOR_GID],
		.nattch = (unsigned long)values[NATTCH],
		.attach_time = values[ATTACH_TIME],
		.detach_time = values[DETACH_TIME],
		.change_time = values[CHANGE_TIME],
		.creator_pid = (pid_t)values[CREATOR_PID],
		.last_pid = (pid_t)values[LAST_PID],
		.removed = mode & SEGMENT_MODE_REMOVED,
		.locked = mode & SEGMENT_MODE_LOCKED,
	};
}

struct reader {
	bool (*take)(void *context, const struct segment *segment,
	             const struct segment_share *share);
	void *context;
	bool heading_seen;
	bool stopped;
	bool malformed;
};

/* LINE ends in a newline. */
static void take_line(struct reader *reader, const char *line)
{
	int64_t values[COLUMNS];
	struct segment segment;

	if (!reader->heading_seen) {
		reader->heading_seen = true;
		return;
	}
	if (!read_line(line, values)) {
		reader->malformed = true;
		return;
	}
	segment = segment_of(values);
	reader->stopped = !reader->take(
		reader->context, &segment,
		&(struct segment_share){ (uint64_t)values[RESIDENT],
	                                 (uint64_t)values[SWAPPED] });
}

/* Takes the whole lines of TEXT; what is left of the last one is moved to its
 * start, and its length returned. */
static size_t take_lines(struct reader *reader, char *text, size_t length)
{
	char *line = text;
	char *end;

	while (!reader->stopped && !reader->malformed &&
	       (end = memchr(line, '\n', length))) {
		take_line(reader, line);
		length -= (size_t)(end + 1 - line);
		line = end + 1;
	}
	memmove(text, line, length);
	return length;
}

static int read_all(struct reader *reader, int file)
{
	char text[ROOM];
	size_t used = 0;
	ssize_t got;

	do {
		got = read(file, text + used, sizeof(text) - used);
		if (got > 0)
			used = take_lines(reader, text, used + (size_t)got);
		reader->malformed |= used == sizeof(text);
	} while (got > 0 && !reader->stopped && !reader->malformed);
	if (reader->malformed)
		errno = EPROTO;
	return got < 0 || reader->malformed ? -1 : 0;
}

int sysvipc_read(bool (*take)(void *context, const struct segment *segment,
                              const struct segment_share *share),
                 void *context)
{
	struct reader reader = { .take = take, .context = context };
	int file = open("/proc/sysvipc/shm", O_RDONLY | O_CLOEXEC);
	int result;
	int error;

	if (file < 0)
		return -1;
	result = read_all(&reader, file);
	error = errno;
	close(file);
	errno = error;
	return result;
}
