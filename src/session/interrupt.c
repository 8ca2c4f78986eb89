/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/interrupt.h"

#include <stddef.h>
#include <time.h>

enum {
	AGAIN_NANOSECONDS = 20000000
};

volatile sig_atomic_t session_interrupted;

/*
 * A signal that comes just before a call that waits would not end its wait.
 * So another one follows again and again until it was taken notice of.
 */
static timer_t again;
static volatile sig_atomic_t again_made;

static volatile sig_atomic_t lent;

static void on_interrupt(int number)
{
	static const struct itimerspec soon = {
		.it_interval = { .tv_nsec = AGAIN_NANOSECONDS },
		.it_value = { .tv_nsec = AGAIN_NANOSECONDS },
	};

	/* whoever sent another signal before wants more than Ctrl-C does */
	if (number == SIGINT && (lent || session_interrupted))
		return;
	session_interrupted = number;
	if (again_made)
		timer_settime(again, 0, &soon, NULL);
}

static void on_again(int number)
{
	(void)number;
}

/* Without SA_RESTART: a call that waits ends. */
static void handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

void interrupt_install(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
		                  .sigev_signo = SIGALRM };
	struct sigaction before;

	handle(SIGALRM, on_again);
	again_made = timer_create(CLOCK_MONOTONIC, &event, &again) == 0;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		/* nohup, and a shell's & in a script, mean it */
		if (sigaction(numbers[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			handle(numbers[i], on_interrupt);
}

void interrupt_forget(void)
{
	static const struct itimerspec never;

	session_interrupted = 0;
	if (again_made)
		timer_settime(again, 0, &never, NULL);
}

/* Ctrl-Z is the child's, too. */
static void on_stop(int number)
{
	(void)number;
}

/* The child has stopped, the terminal as it should be: now shmsh may. */
static void stop(void)
{
	signal(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	handle(SIGTSTP, on_stop);
}

static void on_child(int number, siginfo_t *what, void *context)
{
	(void)context;
	if (what->si_code == CLD_STOPPED)
		stop();
	/* whoever sent another signal before wants more than that */
	else if (what->si_code != CLD_CONTINUED && !session_interrupted)
		on_interrupt(number);
}

void interrupt_lend(void)
{
	struct sigaction action = { .sa_sigaction = on_child,
		                    .sa_flags = SA_SIGINFO };

	lent = 1;
	handle(SIGTSTP, on_stop);
	sigemptyset(&action.sa_mask);
	sigaction(SIGCHLD, &action, NULL);
}

void interrupt_return(void)
{
	handle(SIGCHLD, SIG_DFL);
	handle(SIGTSTP, SIG_DFL);
	lent = 0;
	if (session_interrupted == SIGCHLD)
		interrupt_forget();
}

void interrupt_die(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}
