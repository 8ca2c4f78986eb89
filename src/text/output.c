/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/output.h"

#include "text/digits.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void output_init(struct output *output, int descriptor, bool utf8,
                 const volatile sig_atomic_t *interrupted)
{
	output->descriptor = descriptor;
	output->error = 0;
	output->terminal = isatty(descriptor);
	output->utf8 = utf8;
	output->colour = false;
	output->styled = false;
	output->interrupted = interrupted;
	output->leaving = NULL;
	output->used = 0;
}

/* Writes all of it unless an earlier write failed. */
static void write_all(struct output *output, const char *bytes, size_t length)
{
	while (length > 0 && output->error == 0) {
		ssize_t written = write(output->descriptor, bytes, length);

		if (written >= 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (errno != EINTR) {
			output->error = errno;
		}
		/* also behind a write that a signal only cut short */
		if (length > 0 && *output->interrupted)
			output->error = EINTR;
	}
}

static void tell_leaving(struct output *output, bool more)
{
	void (*leaving)(struct output * output, bool more) = output->leaving;

	output->leaving = NULL;
	if (leaving)
		leaving(output, more);
}

static bool flush(struct output *output, bool more)
{
	if (output->used > 0 || more)
		tell_leaving(output, more);
	write_all(output, output->bytes, output->used);
	output->used = 0;
	return output->error == 0;
}

bool output_flush(struct output *output)
{
	return flush(output, false);
}

void output_make_room(struct output *output)
{
	flush(output, true);
}

void output_bytes(struct output *output, const char *bytes, size_t length)
{
	if (length > OUTPUT_ROOM / 2) {
		flush(output, true);
		write_all(output, bytes, length);
		return;
	}
	memcpy(output_room(output, length), bytes, length);
	output->used += length;
}

void output_text(struct output *output, const char *text)
{
	output_bytes(output, text, strlen(text));
}

void output_unsigned(struct output *output, unsigned long value)
{
	output->used +=
		digits_unsigned(value, output_room(output, DIGITS_ROOM));
}

void output_print(struct output *output, const char *format, ...)
{
	enum {
		ROOM = 4096
	};
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(output_room(output, ROOM), ROOM, format, arguments);
	va_end(arguments);
	if (length > 0)
		output->used += length < ROOM ? (size_t)length : ROOM - 1;
}
