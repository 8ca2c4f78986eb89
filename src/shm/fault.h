/* A fault in a segment's memory ends the access, not the program. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <setjmp.h>
#include <signal.h>

/* Where a fault jumps to while an access is under way (one at a time). */
extern sigjmp_buf fault_target;
extern volatile sig_atomic_t fault_awaited;
/* The address that could not be reached. */
extern void *volatile fault_address;

/* Catches SIGSEGV and SIGBUS; otherwise they end the program as ever. */
void fault_install(void);

/* Calls ACTION; -1 and EFAULT when it touched memory that faults. */
int fault_guard(void (*action)(void *context), void *context);
