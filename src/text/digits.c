/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/digits.h"

#include <string.h>

static const char pairs[] = "0001020304050607080910111213141516171819"
			    "2021222324252627282930313233343536373839"
			    "4041424344454647484950515253545556575859"
			    "6061626364656667686970717273747576777879"
			    "8081828384858687888990919293949596979899";

size_t digits_count(uint64_t value)
{
	size_t count = 1;

	for (; value >= 100; value /= 100)
		count += 2;
	return count + (value >= 10);
}

size_t digits_unsigned(uint64_t value, char text[static DIGITS_ROOM])
{
	size_t length = digits_count(value);
	char *position = text + length;

	*position = '\0';
	for (; value >= 100; value /= 100) {
		position -= 2;
		memcpy(position, pairs + value % 100 * 2, 2);
	}
	if (value >= 10)
		memcpy(text, pairs + value * 2, 2);
	else
		*text = (char)('0' + value);
	return length;
}

size_t digits_signed(int64_t value, char text[static DIGITS_ROOM])
{
	char digits[DIGITS_ROOM];

	if (value >= 0)
		return digits_unsigned((uint64_t)value, text);
	text[0] = '-';
	memcpy(text + 1, digits, digits_unsigned(-(uint64_t)value, digits) + 1);
	return 1 + strlen(digits);
}

size_t digits_key(uint32_t key, char text[static DIGITS_KEY_ROOM])
{
	static const char digits[] = "0123456789abcdef";

	text[0] = '0';
	text[1] = 'x';
	for (unsigned i = 0; i < 8; i++)
		text[2 + i] = digits[key >> (28 - 4 * i) & 15];
	text[10] = '\0';
	return 10;
}
