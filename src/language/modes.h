/* Access modes as in chmod: octal or symbolic; nine bits and no more. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Reads "644" or "u=rw,g+r"; the symbolic form changes BASE. Bits above 0777
 * are refused: for shmget(2) they are flags (04000 is SHM_HUGETLB).
 */
bool mode_read(const char *text, size_t length, mode_t base, mode_t *mode,
               struct complaint *complaint);

/* "rw-r--r--" and its NUL. */
void mode_print(mode_t mode, char text[static 10]);
