/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_view.h"

#include "commands/watch_snapshot.h"
#include "session/report.h"
#include "session/session.h"
#include "text/duration.h"
#include "text/line.h"
#include "text/style.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MARK_TIME    ((uint64_t)NANOSECONDS)
#define ERASE_LINE   "\033[K"
#define ERASE_BELOW  "\033[J"
#define HEADER_LINES ((size_t)1)

enum {
	LINES_USUAL = 24,
	COLUMNS_USUAL = 80,
	TITLE_ROOM = 256,
	ROW_MOST = TYPE_MOST /* bytes */
};

static bool is_ours(const struct output *output)
{
	pid_t foreground = tcgetpgrp(output->descriptor);

	return foreground < 0 || foreground == getpgrp();
}

bool watch_view_possible(const struct session *session)
{
	const char *terminal = getenv("TERM");

	return session->output->terminal && !session->json && terminal &&
	       *terminal && strcmp(terminal, "dumb") != 0 &&
	       is_ours(session->output);
}

/* Takes the window's size; true when that is another one than before. */
static bool measure(struct watch_view *view)
{
	struct winsize window = { 0 };
	size_t lines;
	size_t columns;

	ioctl(view->session->output->descriptor, TIOCGWINSZ, &window);
	lines = window.ws_row ? window.ws_row : LINES_USUAL;
	columns = window.ws_col ? window.ws_col : COLUMNS_USUAL;
	/* a line that reaches the last column may wrap */
	columns--;
	if (lines == view->lines && columns == view->columns)
		return false;
	view->lines = lines;
	view->columns = columns;
	return true;
}

static size_t row_bytes(const struct watch_view *view)
{
	return view->cells.size * view->cells.count;
}

static bool begin_rows(struct watch_view *view, size_t cells_before)
{
	/* the cursor stands on a line of its own */
	size_t taken = HEADER_LINES + 1;
	size_t room = view->lines > taken ? view->lines - taken : 1;
	uint64_t total = (view->snapshot->length + row_bytes(view) - 1) /
	                 row_bytes(view);

	return watch_rows_again(&view->rows, room, total, cells_before,
	                        view->cells.count) ||
	       fail(view->session, "out of memory");
}

/* Begins anew with rows for a window of this size. */
static bool lay_out(struct watch_view *view)
{
	const struct snapshot *snapshot = view->snapshot;
	size_t cells = view->cells.count;

	cells_lay_out(&view->cells, view->type,
	              snapshot->offset + snapshot->length, view->columns);
	view->changed = true;
	/* a terminal that folded lines has moved them */
	if (view->widest > view->columns)
		view->drawn = 0;
	return begin_rows(view, cells);
}

/* It was stopped, and goes on: a shell has written to the terminal. */
static volatile sig_atomic_t continued;

static void on_continue(int number)
{
	(void)number;
	continued = 1;
}

/* What is typed meanwhile would move the lines. */
static void echo_off(const struct watch_view *view)
{
	struct termios quiet;
	int terminal = view->session->output->descriptor;

	if (tcgetattr(terminal, &quiet) != 0)
		return;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(terminal, TCSANOW, &quiet);
}

static void take_terminal(struct watch_view *view)
{
	struct sigaction action = { .sa_handler = on_continue };

	sigemptyset(&action.sa_mask);
	continued = 0;
	view->taken = tcgetattr(view->session->output->descriptor,
	                        &view->terminal_before) == 0 &&
	              sigaction(SIGCONT, &action, &view->action_before) == 0;
	if (view->taken)
		echo_off(view);
}

static void give_terminal_back(struct watch_view *view)
{
	if (!view->taken)
		return;
	view->taken = false;
	sigaction(SIGCONT, &view->action_before, NULL);
	/* whose it is now has set it already */
	if (is_ours(view->session->output))
		tcsetattr(view->session->output->descriptor, TCSANOW,
		          &view->terminal_before);
}

bool watch_view_begin(struct watch_view *view)
{
	measure(view);
	if (!lay_out(view))
		return false;
	take_terminal(view);
	return watch_view_draw(view, 0);
}

void watch_view_change(struct watch_view *view, uint64_t offset, size_t length,
                       uint64_t time_seen)
{
	uint64_t from = (offset - view->snapshot->offset) / view->cells.size;
	uint64_t to = (offset + length - 1 - view->snapshot->offset) /
	              view->cells.size;

	for (; from <= to; from++)
		watch_rows_change(&view->rows, from / view->cells.count,
		                  (size_t)(from % view->cells.count),
		                  time_seen);
	view->changes++;
	view->last = time(NULL);
	view->marked_until = time_seen + MARK_TIME;
	view->changed = true;
}

static void begin_line(struct watch_view *view)
{
	output_byte(view->session->output, '\r');
}

/* Ends a line of so many COLUMNS. */
static void end_line(struct watch_view *view, size_t columns)
{
	output_text(view->session->output, ERASE_LINE "\n");
	if (view->widest < columns)
		view->widest = columns;
	view->drawn++;
}

/* "1234+0  4096 bytes  12 changes, the last at 22:10:11  (Ctrl-C ends)" */
static void draw_header(struct watch_view *view)
{
	struct output *output = view->session->output;
	char text[TITLE_ROOM];
	struct line line = line_on(text, sizeof(text));
	char clock[16];
	struct tm local;

	line_add(&line, "%s", view->title);
	if (view->changes > 0 && localtime_r(&view->last, &local)) {
		strftime(clock, sizeof(clock), "%H:%M:%S", &local);
		line_add(&line, "  %" PRIu64 " change%s, the last at %s",
		         view->changes, view->changes == 1 ? "" : "s", clock);
	} else {
		line_add(&line, "  no change yet");
	}
	line_add(&line, "  (Ctrl-C ends)");
	if (line.length > view->columns)
		line.length = view->columns;
	begin_line(view);
	style_begin(output, STYLE_HEADING);
	output_bytes(output, text, line.length);
	style_end(output);
	end_line(view, line.length);
}

static void draw_row(struct watch_view *view, const struct watch_row *row,
                     uint64_t now)
{
	const struct snapshot *snapshot = view->snapshot;
	unsigned char bytes[ROW_MOST];
	uint64_t from = row->index * row_bytes(view);
	uint64_t left = snapshot->length - from;
	size_t length = left < row_bytes(view) ? (size_t)left : row_bytes(view);
	unsigned marked = 0;

	for (size_t i = 0; i < view->cells.count; i++)
		if (row->cells[i] && now < row->cells[i] + MARK_TIME)
			marked |= 1u << i;
	snapshot_copy(snapshot, snapshot->offset + from, length, bytes);
	begin_line(view);
	end_line(view,
	         cells_show(&view->cells, view->session->output,
	                    snapshot->offset + from, bytes, length, marked));
}

static void draw_lines(struct watch_view *view, uint64_t now)
{
	struct output *output = view->session->output;

	if (view->drawn > 0)
		output_print(output, "\033[%zuA", view->drawn);
	view->drawn = 0;
	view->widest = 0;
	draw_header(view);
	for (size_t i = 0; i < view->rows.count; i++)
		draw_row(view, &view->rows.items[i], now);
	output_text(output, ERASE_BELOW);
	output_flush(output);
}

bool watch_view_draw(struct watch_view *view, uint64_t now)
{
	if (measure(view) && !lay_out(view))
		return false;
	if (view->marked_until && now >= view->marked_until) {
		view->marked_until = 0;
		view->changed = true;
	}
	/* in the background somebody else draws there */
	if (!is_ours(view->session->output))
		return true;
	if (continued) {
		continued = 0;
		echo_off(view);
		view->drawn = 0;
		view->changed = true;
	}
	if (!view->changed)
		return true;
	view->changed = false;
	draw_lines(view, now);
	return true;
}

void watch_view_finish(struct watch_view *view)
{
	give_terminal_back(view);
	watch_rows_finish(&view->rows);
}
