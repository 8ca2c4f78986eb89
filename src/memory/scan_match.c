/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan_match.h"

#include <string.h>

#include "memory/scan_number.h"
#include "text/utf8.h"

bool scan_match_skips(const struct scan_directive *directive)
{
	return directive->common.conversion != 'c' &&
	       directive->common.conversion != '[';
}

/* The input up to the directive's width. */
static struct scan_input input_limit(const struct scan_input *input,
                                     const struct scan_directive *directive)
{
	struct scan_input limited = *input;
	size_t width = (size_t)directive->width;

	if (width > 0 && width < input->length - input->position)
		limited.length = input->position + width;
	return limited;
}

/* Reads a byte, or a UTF-8 character, without taking it. */
static enum scan_outcome unit_read(const struct scan_input *input, bool wide,
                                   char *unit, size_t *length)
{
	struct scan_input ahead = *input;

	*length = 0;
	while (*length < (wide ? UTF8_LONGEST : 1)) {
		int byte = scan_input_peek(&ahead);

		if (byte < 0)
			break;
		unit[(*length)++] = (char)byte;
		ahead.position++;
	}
	if (*length == 0)
		return SCAN_MISMATCHED;
	if (wide)
		*length = utf8_length(unit, *length);
	return *length > 0 ? SCAN_MATCHED : SCAN_NOT_UTF8;
}

static bool unit_belongs(const struct scan_input *input,
                         const struct scan_directive *directive, char first)
{
	switch (directive->common.conversion) {
	case 's':
		return !scan_input_at_blank(input);
	case '[':
		return directive->set[(unsigned char)first];
	default:
		return true;
	}
}

static enum scan_outcome text_match(struct scan_input *input,
                                    const struct scan_directive *directive,
                                    struct scan_result *result)
{
	bool exact = directive->common.conversion == 'c';
	size_t width = (size_t)directive->width;
	bool wide = directive->common.size == DIRECTIVE_L;
	char unit[UTF8_LONGEST];
	size_t count = 0;
	size_t length;

	if (width == 0)
		width = exact ? 1 : SIZE_MAX;
	for (; count < width; count++) {
		enum scan_outcome outcome =
			unit_read(input, wide, unit, &length);

		if (outcome == SCAN_NOT_UTF8)
			return outcome;
		if (outcome == SCAN_MISMATCHED ||
		    !unit_belongs(input, directive, unit[0]))
			break;
		if (!directive->suppressed &&
		    !scan_store_put(result, unit, length))
			return SCAN_NO_MEMORY;
		input->position += length;
	}
	return count == width || (count > 0 && !exact) ? SCAN_MATCHED
	                                               : SCAN_MISMATCHED;
}

enum scan_outcome scan_match(struct scan_input *input,
                             const struct scan_directive *directive,
                             struct scan_result *result, struct scanned *value)
{
	const struct directive *common = &directive->common;
	struct scan_input limited = input_limit(input, directive);
	enum scan_outcome outcome;

	if (strchr("sc[", common->conversion)) {
		value->kind = SCANNED_TEXT;
		/* its width counts characters, not always bytes */
		return text_match(input, directive, result);
	}
	if (directive_is_real(common)) {
		value->kind = SCANNED_REAL;
		outcome = scan_number_real(&limited, common, result);
	} else if (common->conversion == 'p') {
		value->kind = SCANNED_POINTER;
		outcome = scan_number_pointer(&limited, common, result);
	} else {
		value->kind = directive_is_signed(common) ? SCANNED_SIGNED
		                                          : SCANNED_UNSIGNED;
		outcome = scan_number_integer(&limited, common, result);
	}
	input->position = limited.position;
	return outcome;
}
