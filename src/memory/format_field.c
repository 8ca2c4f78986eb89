/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format_field.h"

#include <math.h>
#include <string.h>

#include "memory/real.h"

/* 64 bits in octal */
#define INTEGER_DIGITS 22

/* What stands in a field's width, from left to right. */
struct field {
	char prefix[4]; /* sign, 0x */
	size_t prefix_length;
	size_t zeros; /* between prefix and body */
	const char *body;
	size_t body_length;
	size_t gap_offset; /* in the body: more zeros than it holds */
	size_t gap;
	bool fill; /* zeros, not blanks, up to the width */
};

void format_bytes_put(struct rendering *rendering, const char *bytes,
                      size_t length)
{
	if (length > 0 && rendering->length <= rendering->room &&
	    length <= rendering->room - rendering->length)
		memcpy(rendering->data + rendering->length, bytes, length);
	rendering->length += length;
}

static void fill_put(struct rendering *rendering, char byte, size_t length)
{
	if (length > 0 && rendering->length <= rendering->room &&
	    length <= rendering->room - rendering->length)
		memset(rendering->data + rendering->length, byte, length);
	rendering->length += length;
}

static void field_put(struct rendering *rendering,
                      const struct format_directive *directive,
                      const struct field *field)
{
	size_t length = field->prefix_length + field->zeros +
	                field->body_length + field->gap;
	size_t width = (size_t)directive->width;
	size_t padding = width > length ? width - length : 0;
	bool fill = field->fill && directive->zero && !directive->left;

	if (!directive->left && !fill)
		fill_put(rendering, ' ', padding);
	format_bytes_put(rendering, field->prefix, field->prefix_length);
	fill_put(rendering, '0', field->zeros + (fill ? padding : 0));
	format_bytes_put(rendering, field->body, field->gap_offset);
	fill_put(rendering, '0', field->gap);
	format_bytes_put(rendering, field->body + field->gap_offset,
	                 field->body_length - field->gap_offset);
	if (directive->left)
		fill_put(rendering, ' ', padding);
}

static void prefix_add(struct field *field, char byte)
{
	field->prefix[field->prefix_length++] = byte;
}

static void sign_add(struct field *field,
                     const struct format_directive *directive, bool negative)
{
	if (negative)
		prefix_add(field, '-');
	else if (directive->plus)
		prefix_add(field, '+');
	else if (directive->blank)
		prefix_add(field, ' ');
}

/* Writes the digits before END and returns the first. */
static char *digits_write(char *end, uint64_t value, char conversion)
{
	const char *digits =
		conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned base = conversion == 'o'           ? 8
	                : strchr("xXp", conversion) ? 16
	                                            : 10;

	for (; value > 0; value /= base)
		*--end = digits[value % base];
	return end;
}

static void integer_put(struct rendering *rendering,
                        const struct format_directive *directive,
                        const struct format_value *value)
{
	char digits[INTEGER_DIGITS];
	char *end = digits + sizeof(digits);
	char conversion = directive->common.conversion;
	char *first = digits_write(end, value->magnitude, conversion);
	size_t wanted =
		directive->precision < 0 ? 1 : (size_t)directive->precision;
	struct field field = {
		.body = first,
		.body_length = (size_t)(end - first),
		.fill = directive->precision < 0,
	};
	bool hex = conversion == 'x' || conversion == 'X';

	if (wanted > field.body_length)
		field.zeros = wanted - field.body_length;
	if (conversion == 'o' && directive->alternate && field.zeros == 0)
		field.zeros = 1;
	if (!directive_is_unsigned(&directive->common))
		sign_add(&field, directive, value->negative);
	if (conversion == 'p' ||
	    (hex && directive->alternate && value->magnitude > 0)) {
		prefix_add(&field, '0');
		prefix_add(&field, 'x');
		if (conversion == 'X')
			field.prefix[field.prefix_length - 1] = 'X';
	}
	field_put(rendering, directive, &field);
}

/* Where zeros go that a precision over REAL_DIGITS asks for. */
static size_t gap_find(const char *body, size_t length, char conversion)
{
	char exponent = conversion == 'a' ? 'p' : 'e';
	const char *found = memchr(body, exponent, length);

	return found ? (size_t)(found - body) : length;
}

/* toupper would ask the user's locale, and raises no i in Turkish ones. */
static void letters_raise(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] >= 'a' && text[i] <= 'z')
			text[i] = (char)(text[i] - 'a' + 'A');
}

static size_t body_write(char *body, const struct format_directive *directive,
                         long double value, struct field *field)
{
	char conversion = directive->common.conversion;
	struct real_style style = {
		.kind = directive->common.size == DIRECTIVE_LONG_DOUBLE
		                ? REAL_LONG_DOUBLE
		                : REAL_DOUBLE,
		.conversion = (char)(conversion | 0x20),
		.alternate = directive->alternate,
		.precision = directive->precision,
	};
	bool trims = style.conversion == 'g' && !style.alternate;

	if (style.precision > REAL_DIGITS)
		style.precision = REAL_DIGITS;

	size_t length = real_print(body, &style, value);

	field->gap_offset = gap_find(body, length, style.conversion);
	if (directive->precision > REAL_DIGITS && isfinite(value) && !trims)
		field->gap = (size_t)(directive->precision - REAL_DIGITS);
	if (style.conversion != conversion)
		letters_raise(body, length);
	return length;
}

static void real_put(struct rendering *rendering,
                     const struct format_directive *directive, long double real)
{
	char text[REAL_ROOM];
	bool negative = signbit(real);
	struct field field = { .body = text, .fill = isfinite(real) };

	sign_add(&field, directive, negative);
	field.body_length =
		body_write(text, directive, negative ? -real : real, &field);
	/* zeros up to the width come behind the 0x, so it is a prefix */
	if (strchr("aA", directive->common.conversion) && field.fill) {
		prefix_add(&field, text[0]);
		prefix_add(&field, text[1]);
		field.body += 2;
		field.body_length -= 2;
		field.gap_offset -= 2;
	}
	field_put(rendering, directive, &field);
}

/* As much of TEXT as the precision lets through; %ls in whole characters. */
static size_t text_cut(const struct format_directive *directive,
                       const char *text, size_t length)
{
	size_t most = (size_t)directive->precision;
	size_t kept = 0;

	if (directive->precision < 0 || length <= most)
		return length;
	if (directive->common.size != DIRECTIVE_L)
		return most;
	for (;;) {
		size_t step = utf8_length(text + kept, length - kept);

		if (step == 0 || kept + step > most)
			return kept;
		kept += step;
	}
}

void format_field_put(struct rendering *rendering,
                      const struct format_directive *directive,
                      const struct format_value *value)
{
	struct field field = { 0 };

	switch (directive->common.conversion) {
	case 'c':
		field.body = value->character;
		field.body_length = value->length;
		field_put(rendering, directive, &field);
		return;
	case 's':
		field.body = value->text;
		field.body_length =
			text_cut(directive, value->text, value->length);
		field_put(rendering, directive, &field);
		return;
	case 'p':
		if (value->magnitude == 0) {
			field.body = "(nil)";
			field.body_length = 5;
			field_put(rendering, directive, &field);
			return;
		}
		break;
	default:
		break;
	}
	if (directive_is_real(&directive->common))
		real_put(rendering, directive, value->real);
	else
		integer_put(rendering, directive, value);
}
