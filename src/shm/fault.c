/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/fault.h"

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
