/* Ctrl-C and its kin: long work looks at a flag, and what waits is woken. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <signal.h>

/* The number of the SIGINT, SIGTERM or SIGHUP that came, else 0. */
extern volatile sig_atomic_t session_interrupted;

/* Handles them, but for those that the caller wants ignored. */
void interrupt_install(void);

/* It was taken notice of: all goes on. */
void interrupt_forget(void);

/* Dies of signal NUMBER, so that the caller sees which it was. */
void interrupt_die(int number);
