/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan_number.h"

#include "language/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a byte of the input is worth; more than any base when it is no digit. */
static unsigned digit_value(int byte)
{
	int digit = byte < 0 ? -1 : number_hex_digit((char)byte);

	return digit < 0 ? 99 : (unsigned)digit;
}

static unsigned integer_base(char conversion)
{
	switch (conversion) {
	case 'i':
		return 0;
	case 'o':
		return 8;
	case 'x':
	case 'X':
	case 'p':
		return 16;
	default:
		return 10;
	}
}

/* As C has it, a 0x without a digit behind it is no number. */
static bool digits_match(struct scan_input *input, unsigned base,
                         uint64_t *value, bool *fits)
{
	bool any = false;

	if (base % 16 == 0 && scan_input_accept(input, "0")) {
		any = !scan_input_accept(input, "xX");
		if (base == 0)
			base = any ? 8 : 16;
	}
	if (base == 0)
		base = 10;
	*value = 0;
	*fits = true;
	for (;; input->position++) {
		unsigned digit = digit_value(scan_input_peek(input));

		if (digit >= base)
			return any;
		any = true;
		if (__builtin_mul_overflow(*value, (uint64_t)base, value) ||
		    __builtin_add_overflow(*value, (uint64_t)digit, value))
			*fits = false;
	}
}

enum scan_outcome scan_number_integer(struct scan_input *input,
                                      const struct directive *directive,
                                      struct scan_result *result)
{
	bool negative = scan_input_accept(input, "+-") == '-';
	uint64_t value;
	bool fits;
	char text[24];
	int length;

	if (!digits_match(input, integer_base(directive->conversion), &value,
	                  &fits))
		return SCAN_MISMATCHED;
	if (!fits || value > (negative ? -(uint64_t)directive_least(directive)
	                               : directive_most(directive)))
		return SCAN_TOO_LARGE;
	if (directive->conversion == 'p')
		length = snprintf(text, sizeof(text), "0x%" PRIx64, value);
	else
		length = snprintf(text, sizeof(text), "%s%" PRIu64,
		                  negative && value > 0 ? "-" : "", value);
	return scan_store_put(result, text, (size_t)length) ? SCAN_MATCHED
	                                                    : SCAN_NO_MEMORY;
}

enum scan_outcome scan_number_pointer(struct scan_input *input,
                                      const struct directive *directive,
                                      struct scan_result *result)
{
	if (!scan_input_accept(input, "("))
		return scan_number_integer(input, directive, result);
	/* printf shows a null pointer as (nil) */
	if (!scan_input_accept_word(input, "nil") ||
	    !scan_input_accept(input, ")"))
		return SCAN_MISMATCHED;
	return scan_store_put(result, "0x0", 3) ? SCAN_MATCHED : SCAN_NO_MEMORY;
}

/* The text of a real on its way into the store. */
struct spelling {
	struct scan_input *input;
	struct scan_result *result;
	bool no_memory;
};

static bool spelling_take(struct spelling *spelling, const char *bytes)
{
	char byte = scan_input_accept(spelling->input, bytes);

	if (!byte)
		return false;
	if (!scan_store_put(spelling->result, &byte, 1))
		spelling->no_memory = true;
	return true;
}

static bool spelling_take_word(struct spelling *spelling, const char *word)
{
	if (!scan_input_accept_word(spelling->input, word))
		return false;
	if (!scan_store_put(spelling->result, word, strlen(word)))
		spelling->no_memory = true;
	return true;
}

static bool spelling_take_all(struct spelling *spelling, const char *bytes)
{
	bool any = false;

	while (spelling_take(spelling, bytes))
		any = true;
	return any;
}

/* The longest start of a real; as C has it, 1e and 0x are none. */
static bool spelling_read(struct spelling *spelling)
{
	const char *digits = "0123456789";
	const char *exponent = "eE";
	bool any;

	spelling_take(spelling, "+-");
	switch (scan_input_peek(spelling->input)) {
	case 'i':
	case 'I':
		return spelling_take_word(spelling, "inf") &&
		       ((scan_input_peek(spelling->input) | 0x20) != 'i' ||
		        spelling_take_word(spelling, "inity"));
	case 'n':
	case 'N':
		return spelling_take_word(spelling, "nan");
	default:
		break;
	}
	any = spelling_take(spelling, "0");
	if (any && spelling_take(spelling, "xX")) {
		any = false;
		digits = "0123456789abcdefABCDEF";
		exponent = "pP";
	}
	any |= spelling_take_all(spelling, digits);
	if (spelling_take(spelling, "."))
		any |= spelling_take_all(spelling, digits);
	if (!any || !spelling_take(spelling, exponent))
		return any;
	spelling_take(spelling, "+-");
	return spelling_take_all(spelling, "0123456789");
}

enum real_kind scan_number_kind(const struct directive *directive)
{
	switch (directive->size) {
	case DIRECTIVE_L:
		return REAL_DOUBLE;
	case DIRECTIVE_LONG_DOUBLE:
		return REAL_LONG_DOUBLE;
	default:
		return REAL_FLOAT;
	}
}

enum scan_outcome scan_number_real(struct scan_input *input,
                                   const struct directive *directive,
                                   struct scan_result *result)
{
	struct spelling spelling = { input, result, false };
	enum real_kind kind = scan_number_kind(directive);
	size_t start = result->used;
	char shortest[REAL_SHORTEST_ROOM];
	long double value;
	size_t length;

	if (!spelling_read(&spelling))
		return SCAN_MISMATCHED;
	if (spelling.no_memory || !scan_store_put(result, "", 1))
		return SCAN_NO_MEMORY;
	switch (real_parse(result->bytes + start, result->used - start - 1,
	                   kind, &value)) {
	case REAL_MALFORMED:
		return SCAN_MISMATCHED;
	case REAL_TOO_LARGE:
		return SCAN_TOO_LARGE;
	case REAL_GOOD:
		break;
	}
	result->used = start;
	length = real_shortest(shortest, kind, value);
	return scan_store_put(result, shortest, length) ? SCAN_MATCHED
	                                                : SCAN_NO_MEMORY;
}
