/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "memory/scan_directive.h"
#include "memory/scan_input.h"
#include "memory/scan_match.h"
#include "memory/scan_number.h"
#include "memory/scan_store.h"

/* How much of the input a complaint shows. */
#define EXCERPT_BYTES 24

/* A format and an input on their way through. */
struct run {
	const char *position;
	const char *end;
	struct scan_input input;
	struct scan_result *result;
	size_t total; /* how many values there should be */
	struct complaint *complaint;
};

bool scan_check(const char *format, size_t format_length, size_t *values,
                struct complaint *complaint)
{
	const char *end = format + format_length;
	const char *text = format;
	struct scan_directive directive;

	*values = 0;
	if (!directive_no_nul(format, format_length, complaint))
		return false;
	while ((text = memchr(text, '%', (size_t)(end - text)))) {
		if (!scan_directive_read(&directive, text, end, complaint))
			return false;
		if (directive.common.conversion != '%' && !directive.suppressed)
			++*values;
		text += directive.common.length;
	}
	return true;
}

/* The word at OFFSET, for a complaint; at least a byte if there is one. */
static size_t excerpt_copy(const struct run *run, size_t offset, char *excerpt)
{
	struct scan_input input = run->input;
	size_t length = 0;

	for (input.position = offset; length < EXCERPT_BYTES;
	     input.position++) {
		int byte = scan_input_peek(&input);

		if (byte < 0 || (length > 0 && scan_input_at_blank(&input)))
			break;
		excerpt[length++] = (char)byte;
	}
	return length;
}

static bool mismatch_complain(const struct run *run, const char *wanting,
                              size_t wanting_length, const char *wanted,
                              size_t offset)
{
	char excerpt[EXCERPT_BYTES];
	size_t length = excerpt_copy(run, offset, excerpt);
	size_t count = run->result->count;
	size_t at = run->result->base + offset;

	if (length == 0)
		return complain(run->complaint,
		                "%zu of %zu values matched: %.*s wants %s, the "
		                "input ends at offset %zu",
		                count, run->total,
		                complaint_width(wanting_length), wanting,
		                wanted, at);
	return complain(run->complaint,
	                "%zu of %zu values matched: %.*s wants %s, at offset "
	                "%zu is '%.*s'",
	                count, run->total, complaint_width(wanting_length),
	                wanting, wanted, at, (int)length, excerpt);
}

static const char *kind_name(const struct directive *directive)
{
	switch (directive->conversion) {
	case 'c':
		return "its whole width";
	case 's':
		return "text";
	case '[':
		return "one of its set";
	case 'p':
		return "a pointer";
	default:
		return directive_is_real(directive) ? "a real number"
		                                    : "a number";
	}
}

static bool range_complain(const struct run *run,
                           const struct directive *directive, size_t offset)
{
	static const char *const reals[] = {
		[REAL_FLOAT] = "a float",
		[REAL_DOUBLE] = "a double",
		[REAL_LONG_DOUBLE] = "a long double",
	};
	char range[64];

	if (directive_is_real(directive))
		return mismatch_complain(
			run, directive->text, directive->length,
			reals[scan_number_kind(directive)], offset);
	snprintf(range, sizeof(range), "%" PRId64 " to %" PRIu64,
	         directive_least(directive), directive_most(directive));
	return mismatch_complain(run, directive->text, directive->length, range,
	                         offset);
}

static bool outcome_complain(const struct run *run,
                             const struct directive *directive,
                             enum scan_outcome outcome, size_t offset)
{
	switch (outcome) {
	case SCAN_TOO_LARGE:
		return range_complain(run, directive, offset);
	case SCAN_NOT_UTF8:
		return mismatch_complain(run, directive->text,
		                         directive->length, "UTF-8", offset);
	case SCAN_NO_MEMORY:
		return complain(run->complaint,
		                "%zu of %zu values matched: no memory for "
		                "%.*s at offset %zu",
		                run->result->count, run->total,
		                complaint_width(directive->length),
		                directive->text, run->result->base + offset);
	default:
		return mismatch_complain(run, directive->text,
		                         directive->length,
		                         kind_name(directive), offset);
	}
}

static bool literal_match(struct run *run, const char *literal,
                          const char *wanted)
{
	if (scan_input_peek(&run->input) != (unsigned char)*literal)
		return mismatch_complain(run, "FORMAT", 6, wanted,
		                         run->input.position);
	run->input.position++;
	return true;
}

/* Keeps the value whose text begins at START in the store, or drops it. */
static bool value_keep(struct run *run, const struct scan_directive *directive,
                       struct scanned *value, size_t start)
{
	struct scan_result *result = run->result;

	if (directive->suppressed) {
		result->used = start;
		return true;
	}
	value->length = result->used - start;
	if (!scan_store_put(result, "", 1)) {
		result->used = start;
		return outcome_complain(run, &directive->common, SCAN_NO_MEMORY,
		                        value->offset);
	}
	result->values[result->count++] = *value;
	return true;
}

static bool directive_match(struct run *run)
{
	struct scan_directive directive;
	struct scanned value = { 0 };
	size_t start = run->result->used;
	enum scan_outcome outcome;

	if (!scan_directive_read(&directive, run->position, run->end,
	                         run->complaint))
		return false;
	run->position += directive.common.length;
	if (scan_match_skips(&directive))
		scan_input_skip_blanks(&run->input);
	if (directive.common.conversion == '%')
		return literal_match(run, "%", "'%'");
	value.offset = run->input.position;
	outcome = scan_match(&run->input, &directive, run->result, &value);
	if (outcome == SCAN_MATCHED)
		return value_keep(run, &directive, &value, start);
	run->result->used = start;
	return outcome_complain(run, &directive.common, outcome, value.offset);
}

static bool format_step(struct run *run)
{
	struct scan_input blanks = { run->position,
		                     (size_t)(run->end - run->position), 0 };
	char wanted[] = "'.'";

	if (*run->position == '%')
		return directive_match(run);
	scan_input_skip_blanks(&blanks);
	if (blanks.position > 0) {
		run->position += blanks.position;
		scan_input_skip_blanks(&run->input);
		return true;
	}
	wanted[1] = *run->position;
	return literal_match(run, run->position++, wanted);
}

bool scan_run(struct scan_result *result, const char *format,
              size_t format_length, const char *input, size_t length,
              struct complaint *complaint)
{
	struct run run = {
		.position = format,
		.end = format + format_length,
		.input = { input, length, 0 },
		.result = result,
		.complaint = complaint,
	};
	bool good = true;

	result->count = 0;
	result->used = 0;
	if (!scan_check(format, format_length, &run.total, complaint))
		return false;
	if (!scan_store_reserve(result, run.total))
		return complain(complaint, "no memory for %zu values",
		                run.total);
	while (good && run.position < run.end)
		good = format_step(&run);
	scan_store_settle(result);
	return good;
}
