/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/question.h"

#include "session/interrupt.h"
#include "session/session.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

bool question_possible(const struct session *session)
{
	return !session->script_on_input && isatty(STDIN_FILENO) &&
	       isatty(STDERR_FILENO);
}

/* Waits for a byte, or a signal: ppoll(2) lets one that came just before end
 * the wait, which would be lost between a look and a read. */
static bool read_byte(char *byte)
{
	struct pollfd readable = { .fd = STDIN_FILENO, .events = POLLIN };
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
	return !session_interrupted && read(STDIN_FILENO, byte, 1) == 1;
}

/* The whole line is read, so that its rest is no command. False at the end of
 * the input, and when a signal came. */
static bool read_line(char *line, size_t size)
{
	size_t length = 0;
	char byte;

	while (read_byte(&byte)) {
		if (byte == '\n') {
			line[length < size ? length : size - 1] = '\0';
			return true;
		}
		if (length < size)
			line[length++] = byte;
	}
	return false;
}

static bool is_yes(char *line)
{
	size_t length;

	line += strspn(line, " \t");
	length = strlen(line);
	while (length > 0 && strchr(" \t\r", line[length - 1]))
		line[--length] = '\0';
	return strcasecmp(line, "y") == 0 || strcasecmp(line, "yes") == 0;
}

enum answer question_ask(struct session *session, const char *text)
{
	char line[16];
	bool given;

	session_pause(session);
	tcflush(STDIN_FILENO, TCIFLUSH);
	output_print(session->errors, "%s? [y/N] ", text);
	output_flush(session->errors);
	given = read_line(line, sizeof(line));
	if (!given)
		output_byte(session->errors, '\n');
	if (session_interrupted)
		return ANSWER_INTERRUPTED;
	return given && is_yes(line) ? ANSWER_YES : ANSWER_NO;
}
