/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/numbers.h"

#include <inttypes.h>
#include <string.h>

/* What a character is worth as a digit of BASE; at least BASE when nothing. */
static unsigned digit_value(char character, unsigned base)
{
	unsigned digit = (unsigned)(unsigned char)character - '0';
	unsigned letter = ((unsigned char)character | 32u) - 'a';

	if (digit < 10 || base <= 10)
		return digit;
	return letter < 6 ? letter + 10 : base;
}

/* Moves *TEXT behind a prefix, of which "0K" has none. */
static unsigned base_parse(const char **text, const char *end)
{
	const char *position = *text;

	if (end - position < 2 || position[0] != '0')
		return 10;
	if (position[1] == 'x' || position[1] == 'X') {
		*text += 2;
		return 16;
	}
	if (digit_value(position[1], 10) >= 10)
		return 10;
	*text += 1;
	return 8;
}

/* Reads digits from *TEXT and moves it behind them; at least one is asked. */
static enum number_error digits_parse(const char **text, const char *end,
                                      uint64_t *value)
{
	/* so many digits of any base can not overflow */
	enum {
		SAFE_DIGITS = 15
	};
	unsigned base = base_parse(text, end);
	const char *position = *text;
	const char *safe =
		end - position > SAFE_DIGITS ? position + SAFE_DIGITS : end;
	uint64_t sum = 0;
	bool overflow = false;
	unsigned digit = 0;

	for (; position < safe && (digit = digit_value(*position, base)) < base;
	     position++)
		sum = sum * base + digit;
	for (; position >= safe && position < end &&
	       (digit = digit_value(*position, base)) < base;
	     position++)
		overflow |= __builtin_mul_overflow(sum, base, &sum) ||
		            __builtin_add_overflow(sum, digit, &sum);
	*value = sum;
	if (position == *text)
		return NUMBER_MALFORMED;
	*text = position;
	return overflow ? NUMBER_TOO_LARGE : NUMBER_GOOD;
}

enum number_error number_parse(const char *text, size_t length,
                               struct number *number)
{
	const char *position = text;
	const char *end = text + length;

	number->negative = length > 0 && *position == '-';
	if (length > 0 && (*position == '-' || *position == '+'))
		position++;

	enum number_error error =
		digits_parse(&position, end, &number->magnitude);

	return position == end ? error : NUMBER_MALFORMED;
}

static bool unit_shift(const char *text, size_t length, unsigned *shift)
{
	static const char letters[] = "KMGTP";
	const char *found;

	*shift = 0;
	if (length == 0)
		return true;
	if (length == 3 && (text[1] != 'i' || text[2] != 'B'))
		return false;
	if (length == 2 || length > 3)
		return false;
	found = memchr(letters, *text == 'k' ? 'K' : *text,
	               sizeof(letters) - 1);
	if (!found)
		return false;
	*shift = (unsigned)(found - letters + 1) * 10;
	return true;
}

enum number_error size_parse(const char *text, size_t length, uint64_t *size)
{
	const char *position = text;
	const char *end = text + length;
	enum number_error error = digits_parse(&position, end, size);
	unsigned shift;

	if (error == NUMBER_MALFORMED ||
	    !unit_shift(position, (size_t)(end - position), &shift))
		return NUMBER_MALFORMED;
	if (error == NUMBER_TOO_LARGE || (*size << shift) >> shift != *size)
		return NUMBER_TOO_LARGE;
	*size <<= shift;
	return NUMBER_GOOD;
}

bool number_explain_octal(const char *text, size_t length,
                          struct complaint *complaint)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	if (length < 2 || text[0] != '0')
		return false;
	complaint_cause(complaint,
	                "a leading 0 means octal, which has no 8 and no 9");
	return true;
}

bool size_read(const char *name, const char *text, size_t length,
               uint64_t *size, struct complaint *complaint)
{
	enum number_error error = size_parse(text, length, size);

	if (error == NUMBER_GOOD)
		return true;
	if (length > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9')
		return complain(complaint, "%s: '%.*s' is negative", name,
		                complaint_width(length), text);
	if (error == NUMBER_TOO_LARGE)
		return complain(complaint, "%s: '%.*s' does not fit 64 bits",
		                name, complaint_width(length), text);
	complain(complaint, "%s: '%.*s' is not a size", name,
	         complaint_width(length), text);
	if (!number_explain_octal(text, length, complaint))
		complaint_cause(complaint, "a size is a number of bytes, as "
		                           "4096, 0x1000, 4K, 2M or 1GiB");
	return false;
}

static bool number_complain(const char *name, const char *text, size_t length,
                            enum number_error error,
                            struct complaint *complaint)
{
	if (error == NUMBER_TOO_LARGE)
		return complain(complaint, "%s: '%.*s' does not fit 64 bits",
		                name, complaint_width(length), text);
	complain(complaint, "%s: '%.*s' is not a number", name,
	         complaint_width(length), text);
	number_explain_octal(text, length, complaint);
	return false;
}

bool number_read_unsigned(const char *name, const char *text, size_t length,
                          uint64_t most, uint64_t *value,
                          struct complaint *complaint)
{
	struct number number;
	enum number_error error = number_parse(text, length, &number);

	if (error != NUMBER_GOOD)
		return number_complain(name, text, length, error, complaint);
	if (number.negative && number.magnitude > 0)
		return complain(complaint, "%s: '%.*s' is negative", name,
		                complaint_width(length), text);
	if (number.magnitude > most)
		return complain(complaint, "%s: '%.*s' is over %" PRIu64, name,
		                complaint_width(length), text, most);
	*value = number.magnitude;
	return true;
}
