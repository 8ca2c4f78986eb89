/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/watch_range.h"
#include "text/duration.h"

#include <inttypes.h>

struct arguments {
	struct timespec interval;
	bool typed;
	bool counted;
	bool length_given;
	uint64_t count;
	struct value_type type;
	struct place place;
	uint64_t length;
};

static const struct parameter parameters[] = {
	OPTION('i', "every", "SECONDS", KIND_SECONDS, interval,
	       "how often to look; 0.1"),
	OPTION('c', "count", "COUNT", KIND_NUMBER, count,
	       "end after so many changes", GIVEN(counted)),
	OPTION('t', "type", "TYPE", KIND_TYPE, type, "show values of this type",
	       GIVEN(typed)),
	OPERAND(OPTIONAL, "PLACE", KIND_PLACE, place,
	        "where to begin; the current segment"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to watch; up to the end, 1 MiB at most",
	        GIVEN(length_given)),
	END_OF_PARAMETERS,
};

enum {
	LEAST_INTERVAL = 1000000, /* nanoseconds */
	USUAL_INTERVAL = 100000000,
};

static const struct arguments defaults = {
	.interval.tv_nsec = USUAL_INTERVAL,
	.place.segment = { .text = ".", .length = 1 },
};

static uint64_t nanoseconds(const struct timespec *time)
{
	return (uint64_t)time->tv_sec * NANOSECONDS + (uint64_t)time->tv_nsec;
}

static bool check_length(const struct arguments *arguments,
                         struct complaint *complaint)
{
	char name[TYPE_ROOM];

	if (!arguments->length_given)
		return true;
	if (arguments->length == 0)
		return complain(complaint,
		                "LENGTH: in 0 bytes nothing can change");
	/* a type that is in a variable may not be known yet */
	if (!arguments->typed || arguments->type.size == 0 ||
	    arguments->length % arguments->type.size == 0)
		return true;
	type_print(&arguments->type, name);
	return complain(complaint,
	                "LENGTH: %" PRIu64 " bytes are no whole number of "
	                "values of %s, which has %zu",
	                arguments->length, name, arguments->type.size);
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	if (nanoseconds(&arguments->interval) < LEAST_INTERVAL)
		return complain(complaint, "SECONDS: it is 0.001 at least");
	if (arguments->counted && arguments->count == 0)
		return complain(complaint, "COUNT: it is 1 at least");
	return check_length(arguments, complaint);
}

static bool watch_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;

	return watch_range(
		session,
		&(struct watch_range){
			.place = arguments->place,
			.type = arguments->typed ? &arguments->type : NULL,
			.length = arguments->length,
			.interval = nanoseconds(&arguments->interval),
			.count = arguments->count,
		});
}

static const struct trouble troubles[] = {
	{ "it was removed ... after ... of ... changes",
	  "Nothing changes any more in a segment that is gone, and fewer changes\n"
	  "were seen than -c asks for." },
	{ "... of ... bytes is watched: a LENGTH may be more",
	  "Of what is watched a copy is kept, but of pages that are zero. A LENGTH\n"
	  "may be as large as memory has room for; large ranges are looked at less\n"
	  "often, for a tenth of one processor's time at most." },
	{ "there is too little memory to keep what it was",
	  "The copy would not fit: watch less, by a LENGTH." },
	{ NULL, NULL },
};

const struct command watch_command = {
	.name = "watch",
	.summary = "show what changes, as it changes",
	.details = "On a terminal the bytes, or values, are drawn in place, and "
		   "what changed is\nmarked for a second; of more than the "
		   "window holds those that changed last.\nElsewhere a line "
		   "a change tells when, where, and what it was and is; bytes "
		   "are\nin hex. It ends with the segment, and with Ctrl-C.",
	.wrong = troubles,
	.examples = {
		{ "What another program changes, here another shmsh:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> !(sleep 1; shmsh -c 'write -n 1234+8 \"hello\"') &\n"
		  "> watch -c 1 1234 | cut -d ' ' -f 2-\n"
		  "watching 1234+0  64 bytes\n"
		  "1234+8 0000000000 -> 68656c6c6f\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "The same of a number:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> !(sleep 1; shmsh -c 'write -t i32 1234+8 -5') &\n"
		  "> watch -c 1 -t i32 1234+8 4 | cut -d ' ' -f 2-\n"
		  "watching 1234+8  4 bytes\n"
		  "1234+8 0 -> -5\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = watch_command_run,
};
