/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/wait_value.h"
#include "memory/comparison.h"
#include "memory/value.h"
#include "session/report.h"
#include "text/duration.h"

struct arguments {
	struct value_type type;
	bool typed;
	bool limited;
	struct timespec seconds;
	struct place place;
	struct word comparison;
	struct word value;
};

static const struct parameter parameters[] = {
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "of the value in memory; i32, which is an int", GIVEN(typed)),
	OPTION('s', "seconds", "SECONDS", KIND_SECONDS, seconds,
	       "fail when it is not so by then", GIVEN(limited)),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where the value is"),
	OPERAND(REQUIRED, "eq|ne|lt|le|gt|ge", KIND_TEXT, comparison,
	        "how it is to stand to VALUE"),
	OPERAND(REQUIRED, "VALUE", KIND_TEXT, value,
	        "what it is compared with"),
	END_OF_PARAMETERS,
};

static struct value_type type_of(const struct arguments *arguments)
{
	static const struct value_type usual = { .form = VALUE_SIGNED,
		                                 .size = sizeof(int) };

	return arguments->typed ? arguments->type : usual;
}

/* NULL when it is none, or not known yet. */
static const struct comparison *comparison_of(const struct arguments *arguments)
{
	const struct word *word = &arguments->comparison;

	return word->text ? comparison_find(word->text, word->length) : NULL;
}

/* What VALUE is in memory; one command runs at a time. */
static unsigned char wanted[TYPE_MOST];

static bool read_value(const struct arguments *arguments,
                       struct complaint *complaint)
{
	struct value_type type = type_of(arguments);

	return value_parse("VALUE", &type, arguments->value.text,
	                   arguments->value.length, wanted, complaint);
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	const struct word *word = &arguments->comparison;
	const struct comparison *comparison = comparison_of(arguments);
	struct value_type type = type_of(arguments);

	if (!comparison && word->text) {
		complain(complaint, "'%.*s' is no comparison",
		         complaint_width(word->length), word->text);
		complaint_cause(complaint, "it is one of eq, ne, lt, le, gt "
		                           "and ge, as in sh");
		return false;
	}
	/* what is in variables may not be known yet */
	if (!arguments->value.text || type.size == 0)
		return true;
	if (!read_value(arguments, complaint))
		return false;
	return !comparison || comparison_holds(comparison, VALUE_UNORDERED) ||
	       value_compare(&type, wanted, wanted) != VALUE_UNORDERED ||
	       complain(complaint,
	                "VALUE: no value is ever %s to a NaN, only ne",
	                comparison->name);
}

static uint64_t limit_of(const struct arguments *arguments)
{
	if (!arguments->limited)
		return WAIT_FOR_EVER;
	return (uint64_t)arguments->seconds.tv_sec * NANOSECONDS +
	       (uint64_t)arguments->seconds.tv_nsec;
}

static bool wait_command_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct complaint complaint;
	struct wait_value value = {
		.place = arguments->place,
		.type = type_of(arguments),
		.comparison = comparison_of(arguments),
		.wanted = wanted,
		.limit = limit_of(arguments),
	};

	if (!read_value(arguments, &complaint))
		return fail_with(session, &complaint);
	return wait_for_value(session, &value);
}

static const struct trouble troubles[] = {
	{ "the value did not come within ...",
	  "SECONDS were over. What it was instead is told: look whether it is\n"
	  "the right place, type and byte order." },
	{ "it was removed",
	  "Somebody removed the segment meanwhile. Where programs still have it,\n"
	  "its id still chooses it." },
	{ "interrupted", "Ctrl-C or another signal came first." },
	{ "VALUE: '...' does not fit ...",
	  "No value of this type can be so: help types." },
	{ NULL, NULL },
};

const struct command wait_command = {
	.name = "wait",
	.summary = "wait until a value in memory is so",
	.details = "It returns at once when the value is so already. Programs "
		   "that wake those who\nwait by futex(2) at an aligned word "
		   "of 32 bits end the wait at once; others\nare seen within "
		   "10 ms.",
	.wrong = troubles,
	.examples = {
		{ "A value that is there already, and one that does not come:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> write -t i32 1234 7\n"
		  "wrote 4 bytes to 1234+0\n"
		  "> wait 1234 ge 5\n"
		  "1234+0 is 7\n"
		  "> wait -s 0.1 1234 lt 5\n"
		  "shmsh: wait: 1234+0: the value did not come within 0.100 s\n"
		  "    it was 7 when last seen, not lt 5\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "One that another program stores, here another shmsh:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> !(sleep 0.2; shmsh -c 'write -t f64 1234+8 2.5') &\n"
		  "> wait -t f64 1234+8 gt 2\n"
		  "1234+8 is 2.5\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = wait_command_run,
};
