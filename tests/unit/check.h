/* The smallest TAP: CHECK says what it claims, plan() closes and counts. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int check_count;
static int check_failures;

__attribute__((format(printf, 2, 3))) static inline bool
check(bool holds, const char *format, ...)
{
	va_list arguments;

	check_count++;
	if (!holds)
		check_failures++;
	printf("%s %d - ", holds ? "ok" : "not ok", check_count);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	return holds;
}

/* The last line of main: return plan(); */
static inline int plan(void)
{
	printf("1..%d\n", check_count);
	return check_failures > 0;
}
