/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/duration.h"

#include <inttypes.h>
#include <stdio.h>

/* Up to LIMIT steps are shown so: in a unit of 10^DECIMALS steps. */
static const struct form {
	uint64_t step; /* nanoseconds */
	uint64_t limit;
	int decimals;
	const char *unit;
} forms[] = {
	{ 1, 1000, 0, "ns" },       { 10, 1000, 2, "us" },
	{ 100, 1000, 1, "us" },     { 1000, 1000, 0, "us" },
	{ 10000, 1000, 2, "ms" },   { 100000, 1000, 1, "ms" },
	{ 1000000, 1000, 3, "s" },  { 10000000, 1000, 2, "s" },
	{ 100000000, 600, 1, "s" },
};

enum {
	FORMS = sizeof(forms) / sizeof(forms[0]),
	MINUTE = 60,
	HOUR = 60 * MINUTE
};

/* Rounded; halves go up, and the largest number does not overflow. */
static uint64_t divide(uint64_t number, uint64_t divisor)
{
	return number / divisor + (number % divisor >= divisor - divisor / 2);
}

static void print_form(const struct form *form, uint64_t steps, char *text)
{
	static const uint64_t powers[] = { 1, 10, 100, 1000 };
	uint64_t unit = powers[form->decimals];

	if (form->decimals == 0)
		snprintf(text, DURATION_ROOM, "%" PRIu64 " %s", steps,
		         form->unit);
	else
		snprintf(text, DURATION_ROOM, "%" PRIu64 ".%0*" PRIu64 " %s",
		         steps / unit, form->decimals, steps % unit,
		         form->unit);
}

void duration_print_seconds(uint64_t seconds, char text[static DURATION_ROOM])
{
	uint64_t minutes = divide(seconds, MINUTE);

	if (seconds < MINUTE)
		snprintf(text, DURATION_ROOM, "%" PRIu64 " s", seconds);
	else if (seconds < HOUR)
		snprintf(text, DURATION_ROOM, "%" PRIu64 " min %" PRIu64 " s",
		         seconds / MINUTE, seconds % MINUTE);
	else
		snprintf(text, DURATION_ROOM, "%" PRIu64 " h %" PRIu64 " min",
		         minutes / 60, minutes % 60);
}

void duration_print(uint64_t nanoseconds, char text[static DURATION_ROOM])
{
	/* 0 of any unit is the same */
	if (nanoseconds == 0) {
		duration_print_seconds(0, text);
		return;
	}
	for (size_t i = 0; i < FORMS; i++) {
		uint64_t steps = divide(nanoseconds, forms[i].step);

		if (steps < forms[i].limit) {
			print_form(&forms[i], steps, text);
			return;
		}
	}
	duration_print_seconds(divide(nanoseconds, NANOSECONDS), text);
}
