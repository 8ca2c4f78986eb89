/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/value.h"

#include "language/numbers.h"
#include "memory/real.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The significand's bits of an f32 and an f64; the first says that a NaN is
 * quiet. */
enum {
	F32_BITS = 23,
	F64_BITS = 52
};

/* SIZE bytes, taken from the end when SWAPPED, as a number. */
static uint64_t load(const struct value_type *type, const void *bytes)
{
	const unsigned char *from = bytes;
	uint64_t value = 0;
	unsigned char order[8] = { 0 };

	for (size_t i = 0; i < type->size; i++)
		order[i] = from[type->swapped ? type->size - 1 - i : i];
	switch (type->size) {
	case 1:
		return order[0];
	case 2: {
		uint16_t half;

		memcpy(&half, order, sizeof(half));
		return half;
	}
	case 4: {
		uint32_t word;

		memcpy(&word, order, sizeof(word));
		return word;
	}
	default:
		memcpy(&value, order, sizeof(value));
		return value;
	}
}

static void store(const struct value_type *type, uint64_t value, void *bytes)
{
	unsigned char *to = bytes;
	unsigned char order[8] = { 0 };
	uint32_t word = (uint32_t)value;
	uint16_t half = (uint16_t)value;

	order[0] = (unsigned char)value;
	if (type->size == 2)
		memcpy(order, &half, sizeof(half));
	else if (type->size == 4)
		memcpy(order, &word, sizeof(word));
	else if (type->size == 8)
		memcpy(order, &value, sizeof(value));
	for (size_t i = 0; i < type->size; i++)
		to[i] = order[type->swapped ? type->size - 1 - i : i];
}

static int64_t sign_extend(const struct value_type *type, uint64_t value)
{
	unsigned shift = 64 - (unsigned)type->size * 8;

	return (int64_t)(value << shift) >> shift;
}

static double to_double(const struct value_type *type, uint64_t bits)
{
	uint32_t word = (uint32_t)bits;
	double value;
	float narrow;

	if (type->size == 8) {
		memcpy(&value, &bits, sizeof(value));
		return value;
	}
	memcpy(&narrow, &word, sizeof(narrow));
	return (double)narrow;
}

static uint64_t from_real(const struct value_type *type, long double value)
{
	double wide = (double)value;
	float narrow = (float)value;
	uint64_t bits;
	uint32_t word;

	if (type->size == 8) {
		memcpy(&bits, &wide, sizeof(bits));
		return bits;
	}
	memcpy(&word, &narrow, sizeof(word));
	return word;
}

static bool complain_range(const char *name, const struct value_type *type,
                           const char *text, size_t length,
                           struct complaint *complaint)
{
	unsigned bits = (unsigned)type->size * 8;
	char type_text[TYPE_ROOM];

	type_print(type, type_text);
	if (type->form == VALUE_SIGNED)
		return complain(complaint,
		                "%s: '%.*s' does not fit %s (%" PRId64
		                " to %" PRId64 ")",
		                name, complaint_width(length), text, type_text,
		                INT64_MIN >> (64 - bits),
		                INT64_MAX >> (64 - bits));
	return complain(complaint,
	                "%s: '%.*s' does not fit %s (0 to %" PRIu64 ")", name,
	                complaint_width(length), text, type_text,
	                UINT64_MAX >> (64 - bits));
}

static bool parse_integer(const char *name, const struct value_type *type,
                          const char *text, size_t length, void *bytes,
                          struct complaint *complaint)
{
	uint64_t most = UINT64_MAX >> (64 - type->size * 8);
	struct number number;
	enum number_error error = number_parse(text, length, &number);

	if (error == NUMBER_MALFORMED) {
		complain(complaint, "%s: '%.*s' is not a whole number", name,
		         complaint_width(length), text);
		number_explain_octal(text, length, complaint);
		return false;
	}
	if (type->form == VALUE_SIGNED)
		most = most / 2 + number.negative;
	else if (number.negative && number.magnitude > 0)
		most = 0;
	if (error == NUMBER_TOO_LARGE || number.magnitude > most)
		return complain_range(name, type, text, length, complaint);
	store(type, number.negative ? -number.magnitude : number.magnitude,
	      bytes);
	return true;
}

/* nan, -nan, nan(0x1): the bits of its significand, if they are not the usual.
 */
static bool parse_nan(const struct value_type *type, const char *text,
                      size_t length, void *bytes)
{
	unsigned bits = type->size == 8 ? F64_BITS : F32_BITS;
	bool negative = length > 0 && *text == '-';
	uint64_t sign = (uint64_t)negative << (type->size * 8 - 1);
	uint64_t exponent = (type->size == 8 ? 0x7ffu : 0xffu);
	uint64_t payload = UINT64_C(1) << (bits - 1);
	struct number number;

	text += negative;
	length -= negative;
	if (length < 3 || memcmp(text, "nan", 3) != 0)
		return false;
	if (length > 3) {
		if (length < 6 || text[3] != '(' || text[length - 1] != ')' ||
		    number_parse(text + 4, length - 5, &number) !=
		            NUMBER_GOOD ||
		    number.negative || number.magnitude == 0 ||
		    number.magnitude >> bits)
			return false;
		payload = number.magnitude;
	}
	store(type, sign | exponent << bits | payload, bytes);
	return true;
}

static bool parse_real(const char *name, const struct value_type *type,
                       const char *text, size_t length, void *bytes,
                       struct complaint *complaint)
{
	enum real_kind kind = type->size == 8 ? REAL_DOUBLE : REAL_FLOAT;
	char type_text[TYPE_ROOM];
	long double value;

	if (parse_nan(type, text, length, bytes))
		return true;
	switch (real_parse(text, length, kind, &value)) {
	case REAL_GOOD:
		if (isnan(value))
			break;
		store(type, from_real(type, value), bytes);
		return true;
	case REAL_TOO_LARGE:
		type_print(type, type_text);
		return complain(complaint, "%s: '%.*s' is too large for %s",
		                name, complaint_width(length), text, type_text);
	case REAL_MALFORMED:
		break;
	}
	return complain(complaint, "%s: '%.*s' is not a number", name,
	                complaint_width(length), text);
}

static bool parse_text(const char *name, const struct value_type *type,
                       const char *text, size_t length, void *bytes,
                       struct complaint *complaint)
{
	char type_text[TYPE_ROOM];

	if (length > type->size) {
		type_print(type, type_text);
		return complain(complaint,
		                "%s: '%.*s' is %zu bytes, more than %s holds",
		                name, complaint_width(length), text, length,
		                type_text);
	}
	memcpy(bytes, text, length);
	memset((char *)bytes + length, 0, type->size - length);
	return true;
}

bool value_parse(const char *name, const struct value_type *type,
                 const char *text, size_t length, void *bytes,
                 struct complaint *complaint)
{
	switch (type->form) {
	case VALUE_TEXT:
		return parse_text(name, type, text, length, bytes, complaint);
	case VALUE_REAL:
		return parse_real(name, type, text, length, bytes, complaint);
	default:
		return parse_integer(name, type, text, length, bytes,
		                     complaint);
	}
}

static size_t print_nan(const struct value_type *type, uint64_t bits, char *out)
{
	unsigned width = type->size == 8 ? F64_BITS : F32_BITS;
	uint64_t payload = bits & ((UINT64_C(1) << width) - 1);
	const char *sign = bits >> (type->size * 8 - 1) ? "-" : "";

	if (payload == UINT64_C(1) << (width - 1))
		return (size_t)snprintf(out, VALUE_ROOM, "%snan", sign);
	return (size_t)snprintf(out, VALUE_ROOM, "%snan(0x%" PRIx64 ")", sign,
	                        payload);
}

static size_t print_real(const struct value_type *type, uint64_t bits,
                         char *out)
{
	double value = to_double(type, bits);

	if (isnan(value))
		return print_nan(type, bits, out);
	return real_shortest(out, type->size == 8 ? REAL_DOUBLE : REAL_FLOAT,
	                     (long double)value);
}

size_t value_print(const struct value_type *type, const void *bytes,
                   char out[static VALUE_ROOM])
{
	uint64_t value = type->form == VALUE_TEXT ? 0 : load(type, bytes);

	switch (type->form) {
	case VALUE_SIGNED:
		return (size_t)snprintf(out, VALUE_ROOM, "%" PRId64,
		                        sign_extend(type, value));
	case VALUE_UNSIGNED:
		return (size_t)snprintf(out, VALUE_ROOM, "%" PRIu64, value);
	case VALUE_POINTER:
		return (size_t)snprintf(out, VALUE_ROOM, "0x%" PRIx64, value);
	case VALUE_REAL:
		return print_real(type, value, out);
	case VALUE_TEXT:
		break;
	}
	out[0] = '\0';
	return 0;
}

bool value_is_number(const struct value_type *type, const void *bytes)
{
	switch (type->form) {
	case VALUE_SIGNED:
	case VALUE_UNSIGNED:
		return true;
	case VALUE_REAL:
		return isfinite(to_double(type, load(type, bytes)));
	default:
		return false;
	}
}

size_t value_text_length(const struct value_type *type, const void *bytes)
{
	const char *text = bytes;
	size_t length = type->size;

	while (length > 0 && text[length - 1] == '\0')
		length--;
	return length;
}

static enum value_order order(bool less, bool equal)
{
	if (equal)
		return VALUE_EQUAL;
	return less ? VALUE_LESS : VALUE_GREATER;
}

static enum value_order compare_reals(double left, double right)
{
	if (isnan(left) || isnan(right))
		return VALUE_UNORDERED;
	return order(left < right, !(left < right) && !(left > right));
}

enum value_order value_compare(const struct value_type *type, const void *left,
                               const void *right)
{
	uint64_t a;
	uint64_t b;
	int sign;

	if (type->form == VALUE_TEXT) {
		sign = memcmp(left, right, type->size);
		return order(sign < 0, sign == 0);
	}
	a = load(type, left);
	b = load(type, right);
	if (type->form == VALUE_REAL)
		return compare_reals(to_double(type, a), to_double(type, b));
	if (type->form == VALUE_SIGNED)
		return order(sign_extend(type, a) < sign_extend(type, b),
		             a == b);
	return order(a < b, a == b);
}
