/* UTF-8 as far as showing it safely needs. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the character at TEXT, 0 when it is no valid one; sets *CODE. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code);
size_t utf8_length(const char *text, size_t length);

enum {
	UTF8_LONGEST = 4,
	UTF8_MOST = 0x10ffff
};

/* Writes CODE and returns its length; 0 when it is no character. */
size_t utf8_encode(uint64_t code, char out[static UTF8_LONGEST]);

/* LENGTH without the first bytes of a character that TEXT's end cuts. */
size_t utf8_whole(const char *text, size_t length);

bool utf8_valid(const char *text, size_t length);

/* No control, direction, zero-width, private or unassigned-plane character:
 * what a terminal acts on, or what a reader can not see. */
bool utf8_is_visible(uint32_t code);

/* Does the environment ask for UTF-8 (LC_ALL, LC_CTYPE, LANG)? As setlocale(3)
 * would find, without the time that it takes. */
bool utf8_wanted(void);
