/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/fault.h"

#include <stddef.h>

sigjmp_buf fault_target;
volatile sig_atomic_t fault_awaited;

static void fault_caught(int number)
{
	if (fault_awaited) {
		fault_awaited = 0;
		siglongjmp(fault_target, number);
	}
	/* not ours: the instruction is run again, and ends the program */
	signal(number, SIG_DFL);
}

void fault_install(void)
{
	struct sigaction action = { .sa_handler = fault_caught };

	/* the jump leaves the handler: nothing may stay blocked behind it */
	action.sa_flags = SA_NODEFER;
	sigemptyset(&action.sa_mask);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}
