/* A call in words, as strace(1) shows it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stddef.h>

struct call;

/* "shmget(0x4d2, 4096, IPC_CREAT|0600) = 7"; cut when SIZE is too small. */
void call_print(const struct call *call, char *text, size_t size);
