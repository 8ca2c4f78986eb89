/* Buffered bytes on their way out: written before shmsh waits, never lost. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	OUTPUT_ROOM = 65536
};

struct output {
	int descriptor;
	int error; /* errno of the first write that failed; then all is dropped
	            */
	bool terminal;
	bool utf8;   /* visible UTF-8 may be shown as it is */
	bool colour; /* styles show; false until set, see session_set_colour */
	bool styled; /* a style has begun, see style.h */
	/* not zero: a write that waits gives up, with EINTR */
	const volatile sig_atomic_t *interrupted;
	/* when not null: called once before bytes leave, all of them so far
	 * still here, and with MORE others wait behind them; it may give
	 * another descriptor */
	void (*leaving)(struct output *output, bool more);
	void *leaving_context;
	size_t used;
	char bytes[OUTPUT_ROOM];
};

void output_init(struct output *output, int descriptor, bool utf8,
                 const volatile sig_atomic_t *interrupted);

void output_bytes(struct output *output, const char *bytes, size_t length);
void output_text(struct output *output, const char *text);
__attribute__((format(printf, 2, 3))) void
output_print(struct output *output, const char *format, ...);
void output_unsigned(struct output *output, unsigned long value);

/* Writes what there is, so that there is room. */
void output_make_room(struct output *output);

/* Room for LENGTH bytes to be written in place; output_wrote says how many. */
static inline char *output_room(struct output *output, size_t length)
{
	if (OUTPUT_ROOM - output->used < length)
		output_make_room(output);
	return output->bytes + output->used;
}

static inline void output_wrote(struct output *output, size_t length)
{
	output->used += length;
}

static inline void output_byte(struct output *output, char byte)
{
	*output_room(output, 1) = byte;
	output->used++;
}

/* False when any write failed so far; see error. */
bool output_flush(struct output *output);
