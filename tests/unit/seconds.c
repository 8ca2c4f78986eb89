/* Seconds, right and wrong ones: language/seconds.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/seconds.h"
#include "check.h"

#include <string.h>

static const struct {
	const char *text;
	time_t whole;
	long nanoseconds;
} good[] = {
	{ "0", 0, 0 },
	{ "0.0", 0, 0 },
	{ "7", 7, 0 },
	{ "10", 10, 0 },
	{ "0.5", 0, 500000000 },
	{ "1.05", 1, 50000000 },
	{ "12.000000001", 12, 1 },
	{ "0.999999999", 0, 999999999 },
	{ "31536000", SECONDS_MOST, 0 },
	{ "31536000.000", SECONDS_MOST, 0 },
	{ "31535999.999999999", SECONDS_MOST - 1, 999999999 },
};

static const char malformed[] = "is no number of seconds";

static const struct {
	const char *text;
	const char *what; /* a part of it */
} bad[] = {
	{ "", malformed },
	{ ".", malformed },
	{ ".5", malformed },
	{ "5.", malformed },
	{ "1.2.3", malformed },
	{ "1,5", malformed },
	{ "1e3", malformed },
	{ "0x10", malformed },
	{ "010", malformed },
	{ "00.5", malformed },
	{ "+1", malformed },
	{ " 1", malformed },
	{ "1 ", malformed },
	{ "1s", malformed },
	{ "inf", malformed },
	{ "nan", malformed },
	{ "-", malformed },
	{ "-x", malformed },
	{ "-1", "'-1' is negative" },
	{ "-0.5", "'-0.5' is negative" },
	{ "0.0000000001", "finer than a nanosecond" },
	{ "31536000.000000001", "is over 31536000" },
	{ "31536001", "is over 31536000" },
	{ "99999999999999999999999999", "is over 31536000" },
};

static void check_good(void)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct complaint complaint = { "", "", "" };
		struct timespec seconds;
		bool taken = seconds_read("SECONDS", good[i].text,
		                          strlen(good[i].text), &seconds,
		                          &complaint);

		check(taken && seconds.tv_sec == good[i].whole &&
		              seconds.tv_nsec == good[i].nanoseconds,
		      "%s", good[i].text);
	}
}

static void check_bad(void)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct complaint complaint = { "", "", "" };
		struct timespec seconds;
		bool taken =
			seconds_read("SECONDS", bad[i].text,
		                     strlen(bad[i].text), &seconds, &complaint);

		check(!taken && strstr(complaint.what, bad[i].what) &&
		              strncmp(complaint.what, "SECONDS: '", 10) == 0,
		      "'%s': %s", bad[i].text, complaint.what);
	}
}

/* What follows the word's end is not looked at. */
static void check_length(void)
{
	struct complaint complaint;
	struct timespec seconds;

	check(seconds_read("SECONDS", "1.25", 3, &seconds, &complaint) &&
	              seconds.tv_sec == 1 && seconds.tv_nsec == 200000000,
	      "1.2 of 1.25");
	check(!seconds_read("SECONDS", "1\0", 2, &seconds, &complaint),
	      "a NUL is no part of a number");
}

int main(void)
{
	check_good();
	check_bad();
	check_length();
	return plan();
}
