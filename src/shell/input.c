/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/input.h"

#include "session/session.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ROOM_LEAST = 65536
};

/* Drops what was given and makes room for more; false when memory is out. */
static bool make_room(struct buffered_input *buffered)
{
	size_t kept = buffered->filled - buffered->start;
	char *larger;

	if (buffered->start > 0) {
		memmove(buffered->buffer, buffered->buffer + buffered->start,
		        kept);
		buffered->end -= buffered->start;
		buffered->filled = kept;
		buffered->start = 0;
	}
	if (buffered->filled < buffered->room)
		return true;

	size_t room = buffered->room ? buffered->room * 2 : ROOM_LEAST;

	larger = realloc(buffered->buffer, room);
	if (!larger)
		return false;
	buffered->buffer = larger;
	buffered->room = room;
	return true;
}

/* Waits for something to read, or a signal: ppoll(2) lets one that came just
 * before end the wait, which would be lost between a look and a read. */
static bool wait_readable(int descriptor)
{
	struct pollfd readable = { .fd = descriptor, .events = POLLIN };
	sigset_t interrupts;
	sigset_t before;

	sigemptyset(&interrupts);
	sigaddset(&interrupts, SIGINT);
	sigaddset(&interrupts, SIGTERM);
	sigaddset(&interrupts, SIGHUP);
	sigprocmask(SIG_BLOCK, &interrupts, &before);
	while (!session_interrupted && ppoll(&readable, 1, NULL, &before) < 0 &&
	       errno == EINTR)
		;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return !session_interrupted;
}

/* Whatever was answered so far must be out before this may wait. */
static ssize_t read_waiting(struct buffered_input *buffered,
                            struct session *session, char *to, size_t length)
{
	ssize_t count;

	session_pause(session);
	if (!wait_readable(buffered->descriptor)) {
		errno = EINTR;
		return -1;
	}
	do
		count = read(buffered->descriptor, to, length);
	while (count < 0 && errno == EINTR && !session_interrupted);
	return count;
}

/* A file from elsewhere may begin with a byte order mark in UTF-8. */
static void skip_mark(struct buffered_input *buffered)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t length = strlen(mark);

	if (buffered->lines == 0 && buffered->end == 0 &&
	    buffered->filled >= length &&
	    memcmp(buffered->buffer, mark, length) == 0)
		buffered->start = buffered->end = length;
}

static enum input_event fill(struct buffered_input *buffered,
                             struct session *session)
{
	ssize_t count;

	if (!make_room(buffered)) {
		errno = ENOMEM;
		return INPUT_FAILED;
	}
	count = read_waiting(buffered, session,
	                     buffered->buffer + buffered->filled,
	                     buffered->room - buffered->filled);
	if (count < 0)
		return errno == EINTR ? INPUT_INTERRUPTED : INPUT_FAILED;
	buffered->ended = count == 0;
	buffered->filled += (size_t)count;
	skip_mark(buffered);
	return INPUT_LINE;
}

/* Reads up to the next newline and forgets it all. */
static enum input_event skip_line(struct buffered_input *buffered,
                                  struct session *session)
{
	for (;;) {
		const char *newline =
			memchr(buffered->buffer + buffered->end, '\n',
		               buffered->filled - buffered->end);
		enum input_event event;

		if (newline) {
			buffered->lines++;
			buffered->end =
				(size_t)(newline - buffered->buffer) + 1;
			buffered->start = buffered->end;
			return INPUT_TOO_LONG;
		}
		buffered->start = buffered->end = buffered->filled = 0;
		event = fill(buffered, session);
		if (event != INPUT_LINE)
			return event;
		if (buffered->ended)
			return INPUT_TOO_LONG;
	}
}

static enum input_event give(struct buffered_input *buffered, size_t end,
                             bool newline)
{
	buffered->input.line = buffered->buffer + buffered->start;
	buffered->input.length = end - buffered->start;
	buffered->end = end + newline;
	buffered->lines++;
	return INPUT_LINE;
}

static enum input_event buffered_next(struct input *input,
                                      struct session *session, bool more)
{
	struct buffered_input *buffered = (struct buffered_input *)input;
	size_t searched;

	if (!more) {
		buffered->start = buffered->end;
		input->number = buffered->lines + 1;
	}
	searched = buffered->end - buffered->start;
	for (;;) {
		size_t from = buffered->start + searched;
		size_t length = buffered->filled - from;
		/* there may be no buffer yet */
		const char *newline =
			length ? memchr(buffered->buffer + from, '\n', length)
			       : NULL;
		enum input_event event;

		if (newline)
			length = (size_t)(newline - buffered->buffer) - from;
		if (newline && searched + length <= LINE_MOST)
			return give(buffered,
			            (size_t)(newline - buffered->buffer), true);
		searched += length;
		if (searched > LINE_MOST) {
			buffered->end = buffered->start + searched;
			return skip_line(buffered, session);
		}
		if (buffered->ended && buffered->filled > buffered->end)
			return give(buffered, buffered->filled, false);
		if (buffered->ended)
			return INPUT_END;
		event = fill(buffered, session);
		if (event != INPUT_LINE)
			return event;
	}
}

static void init(struct buffered_input *buffered, const char *name)
{
	*buffered = (struct buffered_input){
		.input = { .next = buffered_next, .name = name },
		.descriptor = -1,
	};
}

void buffered_input_open(struct buffered_input *buffered, const char *name,
                         int descriptor)
{
	init(buffered, name);
	buffered->descriptor = descriptor;
}

void buffered_input_text(struct buffered_input *buffered, const char *name,
                         const char *text)
{
	size_t length = strlen(text);

	init(buffered, name);
	buffered->buffer = malloc(length + 1);
	if (buffered->buffer)
		memcpy(buffered->buffer, text, length + 1);
	buffered->filled = buffered->buffer ? length : 0;
	buffered->room = length + 1;
	buffered->ended = true;
}

void buffered_input_finish(struct buffered_input *buffered)
{
	free(buffered->buffer);
	buffered->buffer = NULL;
}
