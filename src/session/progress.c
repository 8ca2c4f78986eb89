/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/progress.h"

#include "session/describe.h"
#include "session/session.h"
#include "text/duration.h"
#include "text/line.h"

#include <inttypes.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	FIRST_AFTER = 500, /* milliseconds */
	NEXT_AFTER = 100,
	COLUMNS_USUAL = 80,
	COLUMNS_LEAST = 8, /* a narrower window stays empty */
	LINE_ROOM = 160
};

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct session *session,
                    const struct attachment *attachment, uint64_t total)
{
	if (session->output->terminal)
		session->progress.attachment = NULL;
	else
		progress_begin_silent(session, attachment, total);
}

void progress_begin_silent(struct session *session,
                           const struct attachment *attachment, uint64_t total)
{
	struct progress *progress = &session->progress;

	progress->attachment = NULL;
	if (!session->errors->terminal)
		return;
	progress->attachment = attachment;
	progress->total = total;
	progress->began = milliseconds();
	progress->due = progress->began + FIRST_AFTER;
}

/* Somebody else draws on the screen who has taken single keys, as a pager
 * behind | does, or who has the terminal while this runs in the background. */
static bool is_ours(int terminal)
{
	struct termios settings;
	pid_t foreground = tcgetpgrp(terminal);

	return (foreground < 0 || foreground == getpgrp()) &&
	       tcgetattr(terminal, &settings) == 0 &&
	       (settings.c_lflag & ICANON);
}

/* The last column stays empty: a line that ends there may wrap. */
static size_t columns_of(int terminal)
{
	struct winsize window;

	if (ioctl(terminal, TIOCGWINSZ, &window) != 0 || window.ws_col == 0)
		return COLUMNS_USUAL - 1;
	return window.ws_col - 1u;
}

static void add_size(struct line *line, uint64_t bytes)
{
	char text[KEY_ROOM];

	describe_size(bytes, text);
	if (text[0])
		line_add(line, "%s", text);
	else
		line_add(line, "%" PRIu64 " bytes", bytes);
}

/* 812.0 MiB/s, and what is left at this rate. */
static void add_rate(struct line *line, const struct progress *progress)
{
	double elapsed = (double)(milliseconds() - progress->began) / 1000;
	double rate = (double)progress->done / elapsed;
	char left[DURATION_ROOM];

	line_add(line, "  ");
	add_size(line, (uint64_t)rate);
	line_add(line, "/s");
	if (progress->total == 0 || rate < 1)
		return;
	/* never 0 s before it is done */
	duration_print_seconds(
		(uint64_t)((double)(progress->total - progress->done) / rate) +
			1,
		left);
	line_add(line, "  %s left", left);
}

/* "dump 1234: 1.2 GiB of 4.0 GiB  30 %  812.0 MiB/s  4 s left" */
static void print(const struct session *session, struct line *line)
{
	const struct progress *progress = &session->progress;
	const struct attachment *attachment = progress->attachment;
	char name[KEY_ROOM];

	describe_choice(attachment_key(attachment), attachment->id, name);
	line_add(line, "%s %s: ", session->command, name);
	add_size(line, progress->done);
	if (progress->total) {
		line_add(line, " of ");
		add_size(line, progress->total);
		line_add(line, "  %d %%",
		         (int)((double)progress->done * 100 /
		               (double)progress->total));
	}
	add_rate(line, progress);
}

/* Over the line that stands there, in COLUMNS; the cursor stays at its start,
 * so that the ^C of the terminal is covered too. */
static void replace(struct session *session, const char *text, size_t length,
                    size_t columns)
{
	struct progress *progress = &session->progress;
	size_t before = progress->width < columns ? progress->width : columns;

	progress->width = length < columns ? length : columns;
	output_byte(session->errors, '\r');
	output_bytes(session->errors, text, progress->width);
	for (size_t i = progress->width; i < before; i++)
		output_byte(session->errors, ' ');
	output_byte(session->errors, '\r');
	output_flush(session->errors);
}

void progress_at(struct session *session, uint64_t done)
{
	struct progress *progress = &session->progress;
	int terminal = session->errors->descriptor;
	char text[LINE_ROOM];
	struct line line;
	int64_t now;

	if (!progress->attachment)
		return;
	now = milliseconds();
	if (now < progress->due)
		return;
	progress->due = now + NEXT_AFTER;
	progress->done = done;
	if (!is_ours(terminal) || columns_of(terminal) < COLUMNS_LEAST)
		return;
	line = line_on(text, sizeof(text));
	print(session, &line);
	replace(session, text, line.length, columns_of(terminal));
}

void progress_erase(struct session *session)
{
	struct progress *progress = &session->progress;
	int terminal = session->errors->descriptor;

	if (progress->width && is_ours(terminal))
		replace(session, "", 0, columns_of(terminal));
	progress->width = 0;
}

void progress_end(struct session *session)
{
	progress_erase(session);
	session->progress.attachment = NULL;
}
