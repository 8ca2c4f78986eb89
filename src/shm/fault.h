/* A fault in a segment's memory ends the access, not the program. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <setjmp.h>

/* Where a fault jumps to while an access is under way; see fault_install. */
extern sigjmp_buf *volatile fault_target;

/* Catches SIGSEGV and SIGBUS; without a target they end the program as ever. */
void fault_install(void);
