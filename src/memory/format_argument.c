/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format_argument.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "language/numbers.h"
#include "memory/real.h"

/* A word and what it is read for, as all complaints name it. */
struct reading {
	const struct directive *directive;
	const struct word *word;
	size_t ordinal;
	struct complaint *complaint;
};

static bool reading_complain(const struct reading *reading, const char *wanted)
{
	const struct directive *directive = reading->directive;
	const struct word *word = reading->word;

	return complain(reading->complaint,
	                "FORMAT: %.*s wants %s, argument %zu is '%.*s'",
	                complaint_width(directive->length), directive->text,
	                wanted, reading->ordinal, complaint_width(word->length),
	                word->text);
}

static bool integer_read(const struct reading *reading, int64_t least,
                         uint64_t most, struct format_value *value)
{
	const struct directive *directive = reading->directive;
	const struct word *word = reading->word;
	struct number number;
	enum number_error error =
		number_parse(word->text, word->length, &number);
	uint64_t bound = number.negative ? -(uint64_t)least : most;

	if (error == NUMBER_MALFORMED)
		return reading_complain(reading, "a number");
	value->magnitude = number.magnitude;
	value->negative = number.negative && number.magnitude > 0;
	if (error == NUMBER_GOOD && number.magnitude <= bound)
		return true;
	return complain(reading->complaint,
	                "FORMAT: %.*s wants %" PRId64 " to %" PRIu64
	                ", argument %zu is '%.*s'",
	                complaint_width(directive->length), directive->text,
	                least, most, reading->ordinal,
	                complaint_width(word->length), word->text);
}

static bool real_read(const struct reading *reading, struct format_value *value)
{
	const struct word *word = reading->word;
	bool is_long = reading->directive->size == DIRECTIVE_LONG_DOUBLE;
	enum real_error error = real_parse(
		word->text, word->length,
		is_long ? REAL_LONG_DOUBLE : REAL_DOUBLE, &value->real);

	if (error == REAL_MALFORMED)
		return reading_complain(reading, "a real number");
	if (error == REAL_TOO_LARGE)
		return reading_complain(reading,
		                        is_long ? "a number that a long double "
		                                  "can hold"
		                                : "a number that a double can "
		                                  "hold");
	return true;
}

static bool character_read(const struct reading *reading,
                           struct format_value *value)
{
	const struct word *word = reading->word;
	bool wide = reading->directive->size == DIRECTIVE_L;

	value->length = wide ? utf8_length(word->text, word->length) : 1;
	if (word->length > 0 && word->length == value->length) {
		memcpy(value->character, word->text, value->length);
		return true;
	}

	struct number number;

	if (number_parse(word->text, word->length, &number) == NUMBER_MALFORMED)
		return reading_complain(reading, wide ? "a UTF-8 character or "
		                                        "its number"
		                                      : "a byte or its number");
	if (!integer_read(reading, 0, wide ? UTF8_MOST : UCHAR_MAX, value))
		return false;
	value->character[0] = (char)value->magnitude;
	if (wide)
		value->length = utf8_encode(value->magnitude, value->character);
	return value->length > 0 ||
	       reading_complain(reading, "a number that is a character");
}

static bool text_read(const struct reading *reading, struct format_value *value)
{
	const struct word *word = reading->word;

	value->text = word->text;
	value->length = word->length;
	if (memchr(word->text, '\0', word->length))
		return reading_complain(reading, "text without a NUL");
	if (reading->directive->size != DIRECTIVE_L)
		return true;
	for (size_t i = 0; i < word->length;) {
		size_t step = utf8_length(word->text + i, word->length - i);

		if (step == 0)
			return reading_complain(reading, "UTF-8 text");
		i += step;
	}
	return true;
}

bool format_argument_read(const struct directive *directive,
                          const struct word *word, size_t ordinal,
                          struct format_value *value,
                          struct complaint *complaint)
{
	struct reading reading = { directive, word, ordinal, complaint };

	switch (directive->conversion) {
	case 'c':
		return character_read(&reading, value);
	case 's':
		return text_read(&reading, value);
	default:
		if (directive_is_real(directive))
			return real_read(&reading, value);
		return integer_read(&reading, directive_least(directive),
		                    directive_most(directive), value);
	}
}

bool format_argument_amount(const struct directive *directive,
                            const struct word *word, size_t ordinal,
                            int *amount, struct complaint *complaint)
{
	struct reading reading = { directive, word, ordinal, complaint };
	struct format_value value = { 0 };

	/* C negates a negative width, so INT_MIN is out */
	if (!integer_read(&reading, -INT_MAX, INT_MAX, &value))
		return false;
	*amount = value.negative ? -(int)value.magnitude : (int)value.magnitude;
	return true;
}
