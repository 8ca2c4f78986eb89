/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/wait.h"

#include "session/session.h"
#include "terminal/display.h"
#include "terminal/paste.h"
#include "terminal/resize.h"
#include "terminal/state.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Set by their handlers, looked at where a key is awaited. */
static volatile sig_atomic_t window_changed;
static volatile sig_atomic_t stop_wanted;

static void on_window(int number)
{
	(void)number;
	window_changed = 1;
}

static void on_stop(int number)
{
	(void)number;
	stop_wanted = 1;
}

static void handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

void wait_open(struct editor *editor)
{
	const char *name = ttyname(STDIN_FILENO);
	int descriptor = -1;

	if (name)
		descriptor = open(name,
		                  O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	editor->keyboard.descriptor =
		descriptor >= 0 ? descriptor : STDIN_FILENO;
}

void wait_close(struct editor *editor)
{
	if (editor->keyboard.descriptor > STDERR_FILENO)
		close(editor->keyboard.descriptor);
}

void wait_install(void)
{
	handle(SIGWINCH, on_window);
	/* as a shell: Ctrl-\ would leave the terminal raw behind it */
	handle(SIGQUIT, SIG_IGN);
}

void wait_remove(void)
{
	handle(SIGWINCH, SIG_DFL);
	handle(SIGQUIT, SIG_DFL);
}

void wait_begin(struct editor *editor)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGTSTP,
		                       SIGWINCH };
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		sigaddset(&blocked, numbers[i]);
	sigprocmask(SIG_BLOCK, &blocked, &editor->keyboard.waiting);
	/* libedit asks for the size when it begins a line */
	window_changed = 0;
	/* a command, and a child beside it, stop as all programs do */
	handle(SIGTSTP, on_stop);
}

void wait_end(struct editor *editor)
{
	int error = errno;

	handle(SIGTSTP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &editor->keyboard.waiting, NULL);
	errno = error;
}

/* Stops as Ctrl-Z asks, with the terminal as it was before, and goes on. */
static void stop(struct editor *editor)
{
	sigset_t mask;
	sigset_t old;

	stop_wanted = 0;
	display_line_at_rest(editor);
	paste_disable(editor);
	display_flush(editor);
	el_set(editor->libedit, EL_PREP_TERM, 0);
	handle(SIGTSTP, SIG_DFL);
	sigemptyset(&mask);
	sigaddset(&mask, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &mask, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	handle(SIGTSTP, on_stop);
	el_set(editor->libedit, EL_PREP_TERM, 1);
	paste_enable(editor);
	/* what is above is the shell's now: the line is shown anew */
	window_changed = 0;
	el_resize(editor->libedit);
	el_set(editor->libedit, EL_REFRESH);
	painter_forget(&editor->painter);
}

/* What signals asked for; false when the line ends. */
static bool heed_signals(struct editor *editor)
{
	static const struct timespec now;

	/* while input is there ppoll lets no signal in */
	ppoll(NULL, 0, &now, &editor->keyboard.waiting);
	if (stop_wanted)
		stop(editor);
	if (window_changed) {
		window_changed = 0;
		resize_line(editor);
	}
	if (session_interrupted)
		errno = EINTR;
	return !session_interrupted;
}

static bool take_held(struct keyboard *keyboard, char *byte)
{
	if (keyboard->held_count == 0)
		return false;
	*byte = keyboard->held[0];
	memmove(keyboard->held, keyboard->held + 1, --keyboard->held_count);
	return true;
}

static bool input_is_there(struct editor *editor, int milliseconds)
{
	struct pollfd input = { .fd = editor->keyboard.descriptor,
		                .events = POLLIN };

	return poll(&input, 1, milliseconds) > 0;
}

int wait_byte(struct editor *editor, char *byte, bool settled)
{
	struct pollfd input = { .fd = editor->keyboard.descriptor,
		                .events = POLLIN };
	ssize_t count;

	if (take_held(&editor->keyboard, byte))
		return 1;
	for (;;) {
		if (!heed_signals(editor))
			return -1;
		/* keys that wait already make what would be shown old */
		if (settled && !input_is_there(editor, 0))
			display_line(editor);
		display_flush(editor);
		if (ppoll(&input, 1, NULL, &editor->keyboard.waiting) < 0)
			continue;
		count = read(editor->keyboard.descriptor, byte, 1);
		if (count >= 0 || (errno != EINTR && errno != EAGAIN))
			return (int)count;
	}
}

bool wait_byte_soon(struct editor *editor, char *byte, int milliseconds)
{
	return take_held(&editor->keyboard, byte) ||
	       (input_is_there(editor, milliseconds) &&
	        read(editor->keyboard.descriptor, byte, 1) == 1);
}
