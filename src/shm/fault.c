/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/fault.h"

#include <errno.h>
#include <stddef.h>

sigjmp_buf fault_target;
volatile sig_atomic_t fault_awaited;
void *volatile fault_address;

static void fault_caught(int number, siginfo_t *information, void *context)
{
	(void)context;
	if (fault_awaited) {
		fault_awaited = 0;
		fault_address = information->si_addr;
		siglongjmp(fault_target, number);
	}
	/* not ours: the instruction is run again, and ends the program */
	signal(number, SIG_DFL);
}

void fault_install(void)
{
	struct sigaction action = { .sa_sigaction = fault_caught };

	/* the jump leaves the handler: nothing may stay blocked behind it */
	action.sa_flags = SA_NODEFER | SA_SIGINFO;
	sigemptyset(&action.sa_mask);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}

int fault_guard(void (*action)(void *context), void *context)
{
	if (sigsetjmp(fault_target, 0)) {
		errno = EFAULT;
		return -1;
	}
	fault_awaited = 1;
	__asm__ volatile("" ::: "memory");
	action(context);
	__asm__ volatile("" ::: "memory");
	fault_awaited = 0;
	return 0;
}
