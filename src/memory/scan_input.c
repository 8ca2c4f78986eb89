/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan_input.h"

#include <string.h>

int scan_input_peek(const struct scan_input *input)
{
	unsigned char byte;

	if (input->position >= input->length)
		return -1;
	byte = (unsigned char)input->bytes[input->position];
	return byte == 0 ? -1 : byte;
}

char scan_input_accept(struct scan_input *input, const char *bytes)
{
	int byte = scan_input_peek(input);

	if (byte < 0 || !strchr(bytes, byte))
		return 0;
	input->position++;
	return (char)byte;
}

bool scan_input_accept_word(struct scan_input *input, const char *word)
{
	for (; *word; word++) {
		int byte = scan_input_peek(input);

		if (byte < 0 || (byte | 0x20) != *word)
			return false;
		input->position++;
	}
	return true;
}

bool scan_input_at_blank(const struct scan_input *input)
{
	int byte = scan_input_peek(input);

	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void scan_input_skip_blanks(struct scan_input *input)
{
	while (scan_input_at_blank(input))
		input->position++;
}
