/* Ctrl-C and its kin: long work looks at a flag, and what waits is woken. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <signal.h>

/* The number of the SIGINT, SIGTERM or SIGHUP that came, else 0; SIGCHLD see
 * interrupt_lend. */
extern volatile sig_atomic_t session_interrupted;

/* Handles them, but for those that the caller wants ignored. */
void interrupt_install(void);

/* It was taken notice of: all goes on. */
void interrupt_forget(void);

/* Ctrl-C and Ctrl-Z are for a child that has the terminal from now on: its end
 * stops long work, as SIGCHLD, and shmsh stops when it does. */
void interrupt_lend(void);

/* They are for shmsh again, and the child's end was taken notice of. */
void interrupt_return(void);

/* Dies of signal NUMBER, so that the caller sees which it was. */
void interrupt_die(int number);
