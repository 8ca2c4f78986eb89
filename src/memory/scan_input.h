/* What scanf reads, byte by byte, and never beyond its end. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct scan_input {
	const char *bytes;
	size_t length;
	size_t position;
};

/* The next byte; -1 at the end and at a NUL. */
int scan_input_peek(const struct scan_input *input);

/* Takes a byte that is one of BYTES; returns it, or 0. */
char scan_input_accept(struct scan_input *input, const char *bytes);

/* Takes a word of lower case letters in any case; false somewhere inside. */
bool scan_input_accept_word(struct scan_input *input, const char *word);

/* As isspace in C's locale, whatever the user's locale. */
bool scan_input_at_blank(const struct scan_input *input);
void scan_input_skip_blanks(struct scan_input *input);
