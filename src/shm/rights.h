/* What this process may do to segments that are not its user's. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct segment;

/* Is the effective CAPABILITY (capabilities(7)) worth something in this IPC
 * namespace? One of another user namespace's is not. */
bool rights_have(int capability);

/* May SEGMENT be removed, and its owner and mode be set? As the kernel decides
 * for IPC_RMID and IPC_SET: shmctl(2). */
bool rights_to_change(const struct segment *segment);
