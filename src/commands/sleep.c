/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/report.h"
#include "session/session.h"
#include "text/duration.h"

#include <errno.h>
#include <time.h>

struct arguments {
	struct timespec seconds;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "SECONDS", KIND_SECONDS, seconds,
	        "how long, as 2 or 0.5"),
	END_OF_PARAMETERS,
};

static struct timespec after(const struct timespec *duration)
{
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += duration->tv_sec;
	end.tv_nsec += duration->tv_nsec;
	if (end.tv_nsec >= NANOSECONDS) {
		end.tv_nsec -= NANOSECONDS;
		end.tv_sec++;
	}
	return end;
}

static bool sleep_until_done(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct timespec end;

	session_pause(session);
	/* the reader left: there is nothing to wait for */
	if (session->standard->error)
		return true;
	end = after(&arguments->seconds);
	while (!session_interrupted &&
	       clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) ==
	               EINTR)
		;
	return !session_interrupted || fail(session, "interrupted");
}

static const struct trouble troubles[] = {
	{ "interrupted",
	  "Ctrl-C or another signal came before the time was over. A script ends\n"
	  "there; at the prompt the session goes on." },
	{ NULL, NULL },
};

const struct command sleep_command = {
	.name = "sleep",
	.summary = "wait for some seconds",
	.details = "All that was answered is written out before, and nothing "
		   "stays attached but\nwhat attach holds. Ctrl-C ends it.",
	.wrong = troubles,
	.examples = {
		{ "A pause between two looks at a segment:",
		  "> create 1 100\n"
		  "created 0x00000001  id 0  100 bytes  rw-------\n"
		  "> write 1 \"before\"\n"
		  "wrote 7 bytes to 1+0\n"
		  "> read; sleep 0.1; read\n"
		  "before\n"
		  "before\n"
		  "> rm 1\n"
		  "removed 0x00000001  id 0\n" },
		{ "Another shmsh sees that nothing is attached during the pause:",
		  "> create 2 100\n"
		  "created 0x00000002  id 0  100 bytes  rw-------\n"
		  "> write 2 \"text\"; sleep 0.1; !shmsh -c 'stat 2' | grep nattch\n"
		  "wrote 5 bytes to 2+0\n"
		  "nattch    0\n"
		  "> rm 2\n"
		  "removed 0x00000002  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = sleep_until_done,
};
