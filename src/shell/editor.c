/* SPDX-License-Identifier: BSD-2-Clause */
#include "shell/editor.h"

#include "session/history.h"
#include "session/report.h"
#include "session/session.h"
#include "shell/input.h"
#include "shell/prompt.h"
#include "text/utf8.h"

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

struct editor {
	struct input input;
	struct session *session;
	EditLine *libedit;
	History *history;
	char *text; /* the lines of one command */
	size_t length;
	size_t room;
	char prompt[PROMPT_ROOM];
	mbstate_t decoding;
	sigset_t waiting; /* the signal mask while a key is awaited */
};

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

/* Stops as Ctrl-Z asks, with the terminal as it was before, and goes on. */
static void stop(EditLine *libedit)
{
	sigset_t mask;
	sigset_t old;

	stop_wanted = 0;
	el_set(libedit, EL_PREP_TERM, 0);
	handle(SIGTSTP, SIG_DFL);
	sigemptyset(&mask);
	sigaddset(&mask, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &mask, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	handle(SIGTSTP, on_stop);
	el_set(libedit, EL_PREP_TERM, 1);
	el_set(libedit, EL_REFRESH);
}

/* Waits for a byte; all signals are dealt with here. */
static int read_byte(struct editor *editor, char *byte)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	for (;;) {
		ssize_t count;

		if (stop_wanted)
			stop(editor->libedit);
		if (window_changed) {
			window_changed = 0;
			el_resize(editor->libedit);
			el_set(editor->libedit, EL_REFRESH);
		}
		if (session_interrupted) {
			errno = EINTR;
			return -1;
		}
		if (ppoll(&input, 1, NULL, &editor->waiting) < 0)
			continue;
		count = read(STDIN_FILENO, byte, 1);
		if (count >= 0 || errno != EINTR)
			return (int)count;
	}
}

/* EL_GETCFN: one character; 1, 0 at the end, -1 and errno. */
static int read_character(EditLine *libedit, wchar_t *character)
{
	struct editor *editor;
	char byte;

	el_get(libedit, EL_CLIENTDATA, &editor);
	for (;;) {
		int count = read_byte(editor, &byte);
		size_t used;

		if (count <= 0)
			return count;
		used = mbrtowc(character, &byte, 1, &editor->decoding);
		if (used == (size_t)-2)
			continue;
		if (used != (size_t)-1)
			return 1;
		/* what came before it was no character, and is dropped */
		memset(&editor->decoding, 0, sizeof(editor->decoding));
		used = mbrtowc(character, &byte, 1, &editor->decoding);
		if (used != (size_t)-1 && used != (size_t)-2)
			return 1;
		if (used == (size_t)-1)
			memset(&editor->decoding, 0, sizeof(editor->decoding));
	}
}

static char *show_prompt(EditLine *libedit)
{
	struct editor *editor;

	el_get(libedit, EL_CLIENTDATA, &editor);
	return editor->prompt;
}

static bool append(struct editor *editor, const char *line, size_t length)
{
	size_t needed = editor->length + length + 1;

	if (needed > editor->room) {
		char *larger = realloc(editor->text, needed * 2);

		if (!larger)
			return false;
		editor->text = larger;
		editor->room = needed * 2;
	}
	memcpy(editor->text + editor->length, line, length);
	editor->length += length;
	editor->text[editor->length] = '\0';
	return true;
}

/* The command before goes into the history, all of its lines as one. */
static void remember(struct editor *editor)
{
	HistEvent event;

	while (editor->length > 0 && editor->text[editor->length - 1] == '\n')
		editor->text[--editor->length] = '\0';
	if (editor->length > 0 && editor->session->history &&
	    history_add(editor->session->history, editor->text, editor->length))
		history(editor->history, &event, H_ENTER, editor->text);
	editor->length = 0;
}

static const char *get_line(struct editor *editor, int *count)
{
	sigset_t old;
	sigset_t blocked;
	const char *line;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGHUP);
	sigaddset(&blocked, SIGTSTP);
	sigaddset(&blocked, SIGWINCH);
	sigprocmask(SIG_BLOCK, &blocked, &old);
	editor->waiting = old;
	/* a command, and a child beside it, stop as all programs do */
	handle(SIGTSTP, on_stop);
	/* libedit shows the prompt before it turns echo off: keys typed in
	 * between would be seen twice */
	el_set(editor->libedit, EL_PREP_TERM, 1);
	errno = 0;
	line = el_gets(editor->libedit, count);

	int error = errno;

	handle(SIGTSTP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &old, NULL);
	errno = error;
	return line;
}

/* No line came: Ctrl-C, Ctrl-D, or the terminal has gone. */
static enum input_event end_of_line(struct editor *editor)
{
	bool interrupted = session_interrupted == SIGINT;

	/* inside Ctrl-R the count of an interrupted line is 0, not -1 */
	if (interrupted)
		session_forget_interrupt(editor->session);
	else
		editor->session->quit = session_interrupted != 0;
	fputc('\n', stdout);
	fflush(stdout);
	editor->length = 0;
	return interrupted ? INPUT_INTERRUPTED : INPUT_END;
}

static enum input_event editor_next(struct input *input,
                                    struct session *session, bool more)
{
	struct editor *editor = (struct editor *)input;
	const char *line;
	int count = 0;

	if (!more) {
		remember(editor);
		editor->length = 0;
		input->number++;
	}
	session_pause(session);
	if (session_interrupted == SIGINT)
		session_forget_interrupt(session);
	prompt_make(session, more, editor->prompt);
	line = get_line(editor, &count);
	if (!line)
		return end_of_line(editor);
	/* libedit may return the first part of a line that was recalled and
	 * is longer than its buffer: never run that */
	if (strlen(line) != (size_t)count ||
	    !append(editor, line, (size_t)count)) {
		fail(session,
		     "the line can not be taken whole; it was not run");
		editor->length = 0;
		return INPUT_INTERRUPTED;
	}
	input->line = editor->text;
	input->length = editor->length;
	if (input->length > 0 && input->line[input->length - 1] == '\n')
		input->length--;
	return INPUT_LINE;
}

/*
 * The user's key bindings, if nobody else could have written them: a binding
 * may run a program.
 */
static void read_editrc(struct editor *editor)
{
	const char *chosen = getenv("EDITRC");
	const char *home = getenv("HOME");
	char path[PATH_MAX];
	struct stat status;

	if (!chosen && !home)
		return;
	snprintf(path, sizeof(path), "%s%s", chosen ? chosen : home,
	         chosen ? "" : "/.editrc");
	if (stat(path, &status) != 0)
		return;
	if (status.st_uid == geteuid() && (status.st_mode & 022) == 0)
		el_source(editor->libedit, path);
	else if (S_ISREG(status.st_mode))
		note(editor->session,
		     "%s is left alone: others could have written it", path);
}

/* Sequences that emacs mode leaves unbound. */
static void bind_keys(EditLine *libedit)
{
	el_set(libedit, EL_BIND, "\033[1;5C", "em-next-word", NULL);
	el_set(libedit, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
	el_set(libedit, EL_BIND, "\033[1~", "ed-move-to-beg", NULL);
	el_set(libedit, EL_BIND, "\033[4~", "ed-move-to-end", NULL);
	el_set(libedit, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
	el_set(libedit, EL_BIND, "^R", "em-inc-search-prev", NULL);
}

static void recall(struct editor *editor)
{
	struct history *past = history_open(editor->session);
	HistEvent event;

	editor->session->history = past;
	for (size_t i = 0; past && i < history_count(past); i++) {
		const char *entry = history_entry(past, i);

		/* libedit would not go past one that it can not show */
		if (utf8_valid(entry, strlen(entry)))
			history(editor->history, &event, H_ENTER, entry);
	}
}

static bool start_libedit(struct editor *editor)
{
	static const char *const capabilities[] = { "ic", "IC", "im", "ei",
		                                    "ip" };
	HistEvent event;

	editor->history = history_init();
	editor->libedit = el_init("shmsh", stdin, stdout, stderr);
	if (!editor->history || !editor->libedit)
		return false;
	history(editor->history, &event, H_SETSIZE, 2 * HISTORY_MOST);
	history(editor->history, &event, H_SETUNIQUE, 1);
	el_set(editor->libedit, EL_CLIENTDATA, editor);
	el_set(editor->libedit, EL_EDITOR, "emacs");
	el_set(editor->libedit, EL_PROMPT, show_prompt);
	/* with these libedit loses text when a line that wraps is edited */
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(*capabilities);
	     i++)
		el_set(editor->libedit, EL_SETTC, capabilities[i], "", NULL);
	el_set(editor->libedit, EL_GETCFN, read_character);
	el_set(editor->libedit, EL_HIST, history, editor->history);
	read_editrc(editor);
	bind_keys(editor->libedit);
	recall(editor);
	return true;
}

struct editor *editor_new(struct session *session)
{
	struct editor *editor = calloc(1, sizeof(*editor));

	if (!editor)
		return NULL;
	editor->session = session;
	editor->input.next = editor_next;
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	if (!start_libedit(editor)) {
		editor_free(editor);
		return NULL;
	}
	handle(SIGWINCH, on_window);
	/* as a shell: Ctrl-\ would leave the terminal raw behind it */
	handle(SIGQUIT, SIG_IGN);
	return editor;
}

void editor_free(struct editor *editor)
{
	if (!editor)
		return;
	handle(SIGWINCH, SIG_DFL);
	handle(SIGQUIT, SIG_DFL);
	remember(editor);
	history_free(editor->session->history);
	editor->session->history = NULL;
	if (editor->libedit)
		el_end(editor->libedit);
	if (editor->history)
		history_end(editor->history);
	free(editor->text);
	free(editor);
}

struct input *editor_input(struct editor *editor)
{
	return &editor->input;
}
