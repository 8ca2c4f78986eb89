/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/filter_value.h"

#include "language/modes.h"
#include "language/numbers.h"
#include "language/places.h"

static bool read_key(const char *word, const char *text, size_t length,
                     struct filter *filter, struct complaint *complaint)
{
	struct segment_name segment;

	if (!segment_read(word, text, length, &segment, complaint))
		return false;
	filter->number = (uint32_t)segment.key;
	if (segment.form == SEGMENT_KEY)
		return true;
	filter->number = 0;
	if (segment.form == SEGMENT_PRIVATE)
		return true;
	complain(complaint, "%s: '%.*s' is no key", word,
	         complaint_width(length), text);
	complaint_cause(complaint,
	                "a key is a number, as 1234 or 0x4d2, or private");
	return false;
}

/* A number and its unit. */
static bool read_age(const char *word, const char *text, size_t length,
                     struct filter *filter, struct complaint *complaint)
{
	static const struct {
		char letter;
		unsigned seconds;
	} units[] = {
		{ 's', 1 },     { 'm', 60 },     { 'h', 3600 },
		{ 'd', 86400 }, { 'w', 604800 },
	};
	struct number number;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (text[length - 1] == units[i].letter &&
		    number_parse(text, length - 1, &number) == NUMBER_GOOD &&
		    !number.negative &&
		    !__builtin_mul_overflow(number.magnitude, units[i].seconds,
		                            &filter->number))
			return true;
	complain(complaint, "%s: '%.*s' is no age", word,
	         complaint_width(length), text);
	complaint_cause(complaint, "an age is a number with its unit: 30s, 5m, "
	                           "2h, 1d or 1w");
	return false;
}

static bool read_mode(const char *text, size_t length, struct filter *filter,
                      struct complaint *complaint)
{
	mode_t mode;

	if (!mode_read(text, length, 0, &mode, complaint))
		return false;
	filter->number = mode;
	return true;
}

bool filter_value_read(enum filter_value_kind kind, const char *word,
                       const char *text, size_t length, struct filter *filter,
                       struct complaint *complaint)
{
	switch (kind) {
	case FILTER_VALUE_NONE:
		return true;
	case FILTER_VALUE_KEY:
		return read_key(word, text, length, filter, complaint);
	case FILTER_VALUE_NAME:
		filter->text = text;
		filter->length = length;
		return true;
	case FILTER_VALUE_MODE:
		return read_mode(text, length, filter, complaint);
	case FILTER_VALUE_SIZE:
		return size_read(word, text, length, &filter->number,
		                 complaint);
	case FILTER_VALUE_NUMBER:
		return number_read_unsigned(word, text, length, UINT64_MAX,
		                            &filter->number, complaint);
	case FILTER_VALUE_AGE:
		return read_age(word, text, length, filter, complaint);
	}
	return false;
}
