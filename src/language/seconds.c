/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/seconds.h"

enum {
	DECIMALS = 9 /* nanoseconds */
};

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* Bytes of TEXT that are digits. */
static size_t digits_length(const char *text, size_t length)
{
	size_t count = 0;

	while (count < length && is_digit(text[count]))
		count++;
	return count;
}

/* Digits, and a point with digits behind it; sets how many of each. */
static bool is_decimal(const char *text, size_t length, size_t *whole,
                       size_t *decimals)
{
	*whole = digits_length(text, length);
	*decimals = 0;
	if (*whole == 0 || *whole == length)
		return *whole > 0;
	if (text[*whole] != '.')
		return false;
	*decimals = digits_length(text + *whole + 1, length - *whole - 1);
	return *decimals > 0 && *whole + 1 + *decimals == length;
}

/* All larger ones are the same to the caller. */
static time_t whole_seconds(const char *text, size_t length)
{
	time_t sum = 0;

	for (size_t i = 0; i < length && sum <= SECONDS_MOST; i++)
		sum = sum * 10 + (text[i] - '0');
	return sum;
}

static long nanoseconds(const char *decimals, size_t count)
{
	long sum = 0;

	for (size_t i = 0; i < DECIMALS; i++)
		sum = sum * 10 + (i < count ? decimals[i] - '0' : 0);
	return sum;
}

static bool complain_malformed(const char *name, const char *text,
                               size_t length, struct complaint *complaint)
{
	if (length > 1 && text[0] == '-' && is_digit(text[1]))
		return complain(complaint, "%s: '%.*s' is negative", name,
		                complaint_width(length), text);
	complain(complaint, "%s: '%.*s' is no number of seconds", name,
	         complaint_width(length), text);
	complaint_cause(complaint, "it is decimal, as 2 or 0.5");
	return false;
}

bool seconds_read(const char *name, const char *text, size_t length,
                  struct timespec *seconds, struct complaint *complaint)
{
	size_t whole;
	size_t decimals;

	/* elsewhere 010 is 8: nobody shall have to guess */
	if (!is_decimal(text, length, &whole, &decimals) ||
	    (whole > 1 && text[0] == '0'))
		return complain_malformed(name, text, length, complaint);
	if (decimals > DECIMALS)
		return complain(complaint,
		                "%s: '%.*s' is finer than a nanosecond", name,
		                complaint_width(length), text);
	seconds->tv_sec = whole_seconds(text, whole);
	seconds->tv_nsec = nanoseconds(text + whole + 1, decimals);
	if (seconds->tv_sec < SECONDS_MOST ||
	    (seconds->tv_sec == SECONDS_MOST && seconds->tv_nsec == 0))
		return true;
	return complain(complaint, "%s: '%.*s' is over %d, which is a year",
	                name, complaint_width(length), text, SECONDS_MOST);
}
