/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/complaint.h"

#include <stdarg.h>
#include <stdio.h>

bool complain(struct complaint *complaint, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(complaint->what, sizeof(complaint->what), format, arguments);
	va_end(arguments);
	complaint->cause[0] = '\0';
	complaint->remedy[0] = '\0';
	return false;
}

void complaint_cause(struct complaint *complaint, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(complaint->cause, sizeof(complaint->cause), format,
	          arguments);
	va_end(arguments);
}

void complaint_remedy(struct complaint *complaint, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(complaint->remedy, sizeof(complaint->remedy), format,
	          arguments);
	va_end(arguments);
}

int complaint_width(size_t length)
{
	return length > 60 ? 60 : (int)length;
}
