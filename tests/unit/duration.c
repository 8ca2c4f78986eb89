/* Durations at every border of their units: text/duration.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/duration.h"
#include "check.h"

#include <inttypes.h>
#include <string.h>

#define SECONDS(number) (UINT64_C(number) * NANOSECONDS)

static const struct {
	uint64_t nanoseconds;
	const char *text;
} rows[] = {
	{ 0, "0 s" },
	{ 1, "1 ns" },
	{ 999, "999 ns" },
	{ 1000, "1.00 us" },
	{ 1004, "1.00 us" },
	{ 1005, "1.01 us" },
	{ 9994, "9.99 us" },
	{ 9995, "10.0 us" },
	{ 12345, "12.3 us" },
	{ 99949, "99.9 us" },
	{ 99950, "100 us" },
	{ 999499, "999 us" },
	{ 999500, "1.00 ms" },
	{ 1234567, "1.23 ms" },
	{ 99949999, "99.9 ms" },
	{ 99950000, "0.100 s" },
	{ 123456789, "0.123 s" },
	{ 999499999, "0.999 s" },
	{ 999500000, "1.00 s" },
	{ SECONDS(1), "1.00 s" },
	{ SECONDS(12) + 340000000, "12.3 s" },
	{ SECONDS(59) + 949999999, "59.9 s" },
	{ SECONDS(59) + 950000000, "1 min 0 s" },
	{ SECONDS(60), "1 min 0 s" },
	{ SECONDS(123) + 400000000, "2 min 3 s" },
	{ SECONDS(123) + 500000000, "2 min 4 s" },
	{ SECONDS(3599) + 499999999, "59 min 59 s" },
	{ SECONDS(3599) + 500000000, "1 h 0 min" },
	{ SECONDS(3600), "1 h 0 min" },
	{ SECONDS(3629), "1 h 0 min" },
	{ SECONDS(3630), "1 h 1 min" },
	{ SECONDS(7199), "2 h 0 min" },
	{ SECONDS(93780), "26 h 3 min" },
	{ UINT64_MAX, "5124095 h 35 min" },
};

static void check_seconds(void)
{
	char text[DURATION_ROOM];

	duration_print_seconds(3, text);
	check(strcmp(text, "3 s") == 0, "whole seconds have no fraction");
	duration_print_seconds(60, text);
	check(strcmp(text, "1 min 0 s") == 0, "a minute");
	duration_print_seconds(UINT64_MAX, text);
	check(strlen(text) < DURATION_ROOM - 1 && strstr(text, " min"),
	      "the longest fits: %s", text);
}

int main(void)
{
	char text[DURATION_ROOM];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		duration_print(rows[i].nanoseconds, text);
		check(strcmp(text, rows[i].text) == 0,
		      "%" PRIu64 " ns: %s, is %s", rows[i].nanoseconds,
		      rows[i].text, text);
	}
	check_seconds();
	return plan();
}
