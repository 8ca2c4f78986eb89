/*
 * Fuzzes the whole shell: bytes in, commands run on real segments. Started by
 * run.py only, in an IPC namespace with small limits that is gone afterwards.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/interrupt.h"
#include "session/session.h"
#include "shell/input.h"
#include "shell/loop.h"
#include "shm/fault.h"
#include "shm/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum {
	SEGMENTS_MOST = 64, /* kernel.shmmni that run.py sets */
	BYTES_MOST = 1 << 20,
};

/* Bits of an input's first byte: how the rest is run. */
enum {
	AS_JSON = 1,
	CHECKING = 2,
	KEEPING_GOING = 4,
	AT_PROMPT = 8,
	VERBOSE = 16,
	TRACING = 32,
};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct output output;
static struct output errors;
static struct calls calls;
static int complaints = STDERR_FILENO; /* the fuzzer closes its own */

__attribute__((format(printf, 1, 2), noreturn)) static void
stop(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vdprintf(complaints, format, arguments);
	va_end(arguments);
	abort();
}

/* No namespace of a machine has these limits. */
static void refuse_other_namespaces(void)
{
	struct segment_limits limits;

	if (segment_limits_read(&calls, &limits) == 0 &&
	    limits.segments == SEGMENTS_MOST && limits.largest == BYTES_MOST &&
	    limits.used_segments == 0)
		return;
	fputs("dispatcher: run it by run.py, which makes a namespace for it\n",
	      stderr);
	exit(1);
}

static struct sigaction fuzzer_action;
static struct sigaction shell_action;

/* A fault that the shell awaits is its own; others are the fuzzer's finds. */
static void on_fault(int number, siginfo_t *information, void *context)
{
	if (fault_awaited)
		shell_action.sa_sigaction(number, information, context);
	else
		fuzzer_action.sa_sigaction(number, information, context);
}

static void install_faults(void)
{
	struct sigaction action = { .sa_sigaction = on_fault };

	sigaction(SIGSEGV, NULL, &fuzzer_action);
	fault_install();
	sigaction(SIGSEGV, NULL, &shell_action);
	action.sa_flags = SA_NODEFER | SA_SIGINFO;
	sigemptyset(&action.sa_mask);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);

	(void)argc;
	(void)argv;
	refuse_other_namespaces();
	complaints = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
	install_faults();
	output_init(&output, nowhere, true, &session_interrupted);
	output_init(&errors, nowhere, true, &session_interrupted);
	return 0;
}

/* What would start a program or write a file means itself. */
static void defuse(uint8_t *bytes, size_t length)
{
	static const char harmful[] = "!|>";
	static const char harmless[] = "=+-";

	for (size_t i = 0; i < length; i++) {
		const char *found = bytes[i] ? strchr(harmful, bytes[i]) : NULL;

		if (found)
			bytes[i] = (uint8_t)harmless[found - harmful];
	}
}

/* source reads no file here, but takes its time as if it did. */
static bool source_nothing(struct session *session, const char *path)
{
	session_wait(session);
	return path[0] != '\0';
}

/* sleep neither: this stands before the C library's. */
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *until,
                    struct timespec *left)
{
	(void)clock;
	(void)flags;
	(void)until;
	(void)left;
	return 0;
}

/* ns goes nowhere: the segments of another namespace are somebody's. */
int setns(int descriptor, int type)
{
	(void)descriptor;
	(void)type;
	errno = EPERM;
	return -1;
}

/* Input is there always. What looks again and again, with a time between,
 * does so a few times only: then Ctrl-C comes. */
int ppoll(struct pollfd *watched, nfds_t count, const struct timespec *limit,
          const sigset_t *blocked)
{
	(void)blocked;
	if (limit) {
		session_interrupted = SIGINT;
		return 0;
	}
	for (nfds_t i = 0; i < count; i++)
		watched[i].revents = watched[i].events;
	return (int)count;
}

static void trace_nowhere(void *context, const struct call *call)
{
	(void)context;
	(void)call;
}

static void set_up(struct session *session, unsigned how)
{
	static char texts[][4] = { "1", "", "x y" };
	static char *arguments[] = { texts[0], texts[1], texts[2] };

	interrupt_forget();
	memset(session, 0, sizeof(*session));
	session_init(session, &output, &errors);
	session->source = source_nothing;
	session->variables.arguments = arguments;
	session->variables.argument_count = 3;
	session->json = how & AS_JSON;
	session->checking = how & CHECKING;
	session->keep_going = how & KEEPING_GOING;
	session->interactive = how & AT_PROMPT;
	session->verbose = how & VERBOSE;
	if (how & TRACING)
		session->calls.trace = trace_nowhere;
}

/* BYTES through a descriptor, as a script comes. */
static void run(const uint8_t *bytes, size_t length, unsigned how)
{
	static struct session session;
	int file = memfd_create("script", MFD_CLOEXEC);
	struct buffered_input input;

	if (file < 0 || write(file, bytes, length) != (ssize_t)length)
		stop("the script can not be made\n");
	lseek(file, 0, SEEK_SET);
	set_up(&session, how);
	buffered_input_open(&input, how & AT_PROMPT ? NULL : "script", file);
	loop_run(&session, &input.input);
	buffered_input_finish(&input);
	session_finish(&session);
	close(file);
	output_flush(&output);
	output_flush(&errors);
}

/* Nothing may be attached; all segments go. */
static void remove_segments(void)
{
	struct segment segment;
	int last = segment_last_index(&calls);

	for (int index = 0; index <= last; index++) {
		if (segment_stat_index(&calls, index, &segment) < 0)
			continue;
		if (segment.nattch != 0)
			stop("id %d is still attached\n", segment.id);
		call_shmctl(&calls, segment.id, IPC_RMID, NULL);
	}
}

/* The lowest descriptor that is free: a leak moves it. */
static int lowest_free(void)
{
	int lowest = dup(STDIN_FILENO);

	close(lowest);
	return lowest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *bytes = malloc(size ? size : 1);
	int free_before = lowest_free();

	if (size > 0) {
		memcpy(bytes, data, size);
		defuse(bytes + 1, size - 1);
		run(bytes + 1, size - 1, bytes[0]);
		remove_segments();
		if (lowest_free() != free_before)
			stop("descriptor %d was left open\n", free_before);
	}
	free(bytes);
	return 0;
}
