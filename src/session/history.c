/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history.h"

#include "session/history_bytes.h"
#include "session/history_file.h"
#include "session/history_line.h"
#include "session/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PATIENCE = 2000,          /* milliseconds for the lock */
	SPARE = HISTORY_MOST / 10 /* lines too many before the file is
	                             shortened: not at every start */
};

struct history {
	struct session *session;
	struct history_file file;
	bool in_file; /* there is one to write to */
	bool noted;   /* a failure was; others are not */
	char **entries;
	size_t count;
	size_t room;
	size_t before; /* entries that this session found */
	size_t saved;  /* entries that are in the file */
};

static void note_failure(struct history *history,
                         const struct complaint *complaint)
{
	if (history->noted)
		return;
	history->noted = true;
	note(history->session,
	     "%s; what is typed is remembered in this session only",
	     complaint->what);
}

/* Takes over ENTRY, which malloc gave. */
static bool push(struct history *history, char *entry)
{
	size_t room = history->room * 2 + 64;
	char **entries;

	if (history->count == history->room) {
		entries =
			reallocarray(history->entries, room, sizeof(*entries));
		if (!entries)
			return false;
		history->entries = entries;
		history->room = room;
	}
	history->entries[history->count++] = entry;
	return true;
}

/* Lines without a byte, or with too many, are no entries. */
static void take_line(struct history *history, const char *line, size_t length)
{
	char *entry;

	if (length == 0 || length > HISTORY_LINE_MOST)
		return;
	entry = malloc(length + 1);
	if (!entry)
		return;
	if (history_line_decode(line, length, entry) == 0 ||
	    !push(history, entry))
		free(entry);
}

static void take_lines(struct history *history, const char *line,
                       const char *end)
{
	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((newline ? newline : end) - line);

		take_line(history, line, length);
		line += length + 1;
	}
	history->before = history->saved = history->count;
}

/* Reads the file, which is shortened when it is LOCKED and too long. */
static bool load(struct history *history, int descriptor, bool locked,
                 struct complaint *complaint)
{
	struct history_bytes read;
	const char *start;
	const char *end;
	size_t count;

	if (!history_bytes_read(&history->file, descriptor, &read, complaint))
		return false;
	start = history_bytes_last(&read, HISTORY_MOST, &count);
	end = read.bytes + read.length;
	if (locked && (read.cut || count > HISTORY_MOST + SPARE) &&
	    !history_bytes_replace(&history->file, start, (size_t)(end - start),
	                           complaint))
		note(history->session, "%s", complaint->what);
	take_lines(history, start, end);
	free(read.bytes);
	return true;
}

static struct history *make(struct session *session)
{
	struct history *history = calloc(1, sizeof(*history));

	if (!history)
		return NULL;
	history->session = session;
	history->in_file = history_file_find(&history->file);
	return history;
}

struct history *history_open(struct session *session)
{
	struct history *history = make(session);
	struct complaint complaint;
	int descriptor;
	bool locked;

	if (!history || !history->in_file)
		return history;
	descriptor = history_file_lock(&history->file, PATIENCE, &complaint);
	locked = descriptor >= 0;
	if (!locked && complaint.what[0]) {
		note_failure(history, &complaint);
		/* one that can not be written may still be read */
		descriptor = history_file_open(&history->file, &complaint);
	}
	if (descriptor < 0)
		return history;
	if (!load(history, descriptor, locked, &complaint))
		note_failure(history, &complaint);
	close(descriptor);
	return history;
}

struct history *history_read(struct session *session)
{
	struct history *history = make(session);
	struct complaint complaint;
	int descriptor;
	bool good = true;

	if (!history) {
		fail(session, "out of memory");
		return NULL;
	}
	if (!history->in_file)
		return history;
	history->in_file = false;
	descriptor = history_file_open(&history->file, &complaint);
	if (descriptor >= 0) {
		good = load(history, descriptor, false, &complaint);
		close(descriptor);
	} else {
		good = complaint.what[0] == '\0';
	}
	if (good)
		return history;
	fail_with(session, &complaint);
	history_free(history);
	return NULL;
}

/* The entries that are not in the file, as its lines. */
static char *unsaved_lines(const struct history *history, size_t *length)
{
	size_t room = 1;
	char *lines;

	for (size_t i = history->saved; i < history->count; i++)
		room += strlen(history->entries[i]) * HISTORY_LINE_GROWTH + 1;
	lines = malloc(room);
	if (!lines)
		return NULL;
	*length = 0;
	lines[(*length)++] = '\n';
	for (size_t i = history->saved; i < history->count; i++) {
		const char *entry = history->entries[i];
		size_t line = history_line_encode(entry, strlen(entry),
		                                  lines + *length);

		/* nobody would read it */
		if (line > HISTORY_LINE_MOST)
			continue;
		*length += line;
		lines[(*length)++] = '\n';
	}
	return lines;
}

static bool append(struct history *history, int descriptor,
                   struct complaint *complaint)
{
	size_t length;
	char *lines = unsaved_lines(history, &length);
	bool good;

	if (!lines)
		return complain(complaint, "out of memory");
	good = history_bytes_append(&history->file, descriptor, lines, length,
	                            complaint);
	free(lines);
	return good;
}

static void save(struct history *history, unsigned patience)
{
	struct complaint complaint;
	int descriptor;

	if (!history->in_file || history->saved == history->count)
		return;
	descriptor = history_file_make(&history->file, patience, &complaint);
	if (descriptor >= 0 && append(history, descriptor, &complaint))
		history->saved = history->count;
	else
		note_failure(history, &complaint);
	if (descriptor >= 0)
		close(descriptor);
}

void history_free(struct history *history)
{
	if (!history)
		return;
	save(history, PATIENCE);
	for (size_t i = 0; i < history->count; i++)
		free(history->entries[i]);
	free(history->entries);
	free(history);
}

size_t history_count(const struct history *history)
{
	return history->count;
}

const char *history_entry(const struct history *history, size_t index)
{
	return history->entries[index];
}

/* A copy without NULs, and without the newlines at its end. */
static char *copy(const char *text, size_t length)
{
	char *entry = malloc(length + 1);
	size_t used = 0;

	if (!entry)
		return NULL;
	for (size_t i = 0; i < length; i++)
		if (text[i])
			entry[used++] = text[i];
	while (used > 0 && entry[used - 1] == '\n')
		used--;
	entry[used] = '\0';
	return entry;
}

/* Is ENTRY to be recorded? A blank before it says no, and so does repeating. */
static bool is_wanted(const struct history *history, const char *entry)
{
	if (strchr(" \t", entry[0]))
		return false;
	return history->count == history->before ||
	       strcmp(history->entries[history->count - 1], entry) != 0;
}

bool history_add(struct history *history, const char *text, size_t length)
{
	char *entry = copy(text, length);

	if (!entry || !is_wanted(history, entry) || !push(history, entry)) {
		free(entry);
		return false;
	}
	/* what did not come in time is not waited for at each line */
	save(history, history->noted ? 0 : PATIENCE);
	return true;
}
