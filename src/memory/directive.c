/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/directive.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

bool directive_complain(const struct directive *directive, const char *reason,
                        struct complaint *complaint)
{
	return complain(complaint, "FORMAT: %.*s: %s",
	                complaint_width(directive->length), directive->text,
	                reason);
}

bool directive_number(const struct directive *directive, const char **position,
                      const char *end, int *number, struct complaint *complaint)
{
	const char *first = *position;
	bool fits = true;

	*number = 0;
	for (; *position < end; (*position)++) {
		char digit = **position;

		if (digit < '0' || digit > '9')
			break;
		if (__builtin_mul_overflow(*number, 10, number) ||
		    __builtin_add_overflow(*number, digit - '0', number))
			fits = false;
	}
	if (fits)
		return true;
	return complain(complaint, "FORMAT: %.*s: %.*s is over %d",
	                complaint_width((size_t)(*position - directive->text)),
	                directive->text,
	                complaint_width((size_t)(*position - first)), first,
	                INT_MAX);
}

static enum directive_size size_read(const char **position, const char *end)
{
	static const struct {
		char text[3];
		enum directive_size size;
	} sizes[] = {
		{ "hh", DIRECTIVE_HH }, { "h", DIRECTIVE_H },
		{ "ll", DIRECTIVE_LL }, { "l", DIRECTIVE_L },
		{ "j", DIRECTIVE_J },   { "z", DIRECTIVE_Z },
		{ "t", DIRECTIVE_T },   { "L", DIRECTIVE_LONG_DOUBLE },
	};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		size_t length = strlen(sizes[i].text);

		if ((size_t)(end - *position) < length ||
		    memcmp(*position, sizes[i].text, length) != 0)
			continue;
		*position += length;
		return sizes[i].size;
	}
	return DIRECTIVE_PLAIN;
}

static bool size_fits(const struct directive *directive)
{
	bool is_real = directive_is_real(directive);

	switch (directive->size) {
	case DIRECTIVE_PLAIN:
		return true;
	case DIRECTIVE_LONG_DOUBLE:
		return is_real;
	case DIRECTIVE_L:
		return !strchr("p%", directive->conversion);
	default:
		return !is_real && !strchr("csp[%", directive->conversion);
	}
}

static const char *conversion_refusal(char conversion)
{
	switch (conversion) {
	case 'n':
		return "it would store a count, which is not offered";
	case 'm':
		return "m, which is not C, is not offered";
	case '$':
		return "numbered arguments are not offered, each is taken in "
		       "turn";
	case '\'':
	case 'I':
		return "the flags ' and I, which are not C, are not offered";
	default:
		return NULL;
	}
}

bool directive_finish(struct directive *directive, const char *position,
                      const char *end, const char *conversions,
                      struct complaint *complaint)
{
	directive->size = size_read(&position, end);
	if (position == end) {
		directive->length = (size_t)(position - directive->text);
		directive_complain(directive, "the directive has no end",
		                   complaint);
		complaint_cause(complaint, "%%%% stands for a percent sign");
		return false;
	}
	directive->conversion = *position++;
	directive->length = (size_t)(position - directive->text);

	const char *refusal = conversion_refusal(directive->conversion);

	if (refusal)
		return directive_complain(directive, refusal, complaint);
	if (!strchr(conversions, directive->conversion)) {
		complain(complaint, "FORMAT: %.*s: '%c' is no conversion",
		         complaint_width(directive->length), directive->text,
		         directive->conversion);
		complaint_cause(complaint, "the conversions are %s",
		                conversions);
		return false;
	}
	if (!size_fits(directive))
		return directive_complain(directive,
		                          "the size does not fit the "
		                          "conversion",
		                          complaint);
	return true;
}

bool directive_is_signed(const struct directive *directive)
{
	return strchr("di", directive->conversion);
}

bool directive_is_unsigned(const struct directive *directive)
{
	return strchr("ouxX", directive->conversion);
}

bool directive_is_real(const struct directive *directive)
{
	return strchr("aAeEfFgG", directive->conversion);
}

static unsigned integer_bits(enum directive_size size)
{
	switch (size) {
	case DIRECTIVE_HH:
		return CHAR_BIT;
	case DIRECTIVE_H:
		return CHAR_BIT * sizeof(short);
	case DIRECTIVE_L:
		return CHAR_BIT * sizeof(long);
	case DIRECTIVE_LL:
		return CHAR_BIT * sizeof(long long);
	case DIRECTIVE_J:
		return CHAR_BIT * sizeof(intmax_t);
	case DIRECTIVE_Z:
		return CHAR_BIT * sizeof(size_t);
	case DIRECTIVE_T:
		return CHAR_BIT * sizeof(ptrdiff_t);
	default:
		return CHAR_BIT * sizeof(int);
	}
}

uint64_t directive_most(const struct directive *directive)
{
	uint64_t most = UINT64_MAX >> (64 - integer_bits(directive->size));

	if (directive->conversion == 'p')
		return UINTPTR_MAX;
	return directive_is_signed(directive) ? most >> 1 : most;
}

int64_t directive_least(const struct directive *directive)
{
	if (!directive_is_signed(directive))
		return 0;
	return -(int64_t)directive_most(directive) - 1;
}

bool directive_no_nul(const char *format, size_t length,
                      struct complaint *complaint)
{
	const char *found = memchr(format, '\0', length);

	if (!found)
		return true;
	return complain(complaint,
	                "FORMAT: the byte at %td is a NUL, which would end the "
	                "format",
	                found - format);
}
