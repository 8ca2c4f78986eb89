/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/line.h"

#include <stdarg.h>
#include <stdio.h>

struct line line_on(char *text, size_t size)
{
	text[0] = '\0';
	return (struct line){ .text = text, .size = size };
}

void line_add(struct line *line, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line->text + line->length, line->size - line->length,
	                   format, arguments);
	va_end(arguments);
	if (length > 0)
		line->length += (size_t)length;
	if (line->length >= line->size)
		line->length = line->size - 1;
}
