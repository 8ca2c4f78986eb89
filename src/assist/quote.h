/* Text written so that shmsh reads it as the rest of a word. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "assist/context.h"

/* What ends a word in that style, and a blank. */
const char *quote_closing(enum quoting style);

/*
 * Does it mean nothing but itself to any shell, in whatever quotes it comes to
 * stand? Anybody may name a file "a'&reboot&'".
 */
bool quote_is_needless(const char *text);

/*
 * LENGTH bytes of TEXT written so, and ENDING as it is. At the start of a word
 * its first byte must not mean something. The caller frees it; NULL without
 * memory.
 */
char *quote_write(enum quoting style, bool at_start, const char *text,
                  size_t length, const char *ending);
