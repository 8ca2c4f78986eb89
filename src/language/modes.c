/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/modes.h"

static bool complain_mode(const char *text, size_t length,
                          struct complaint *complaint)
{
	complain(complaint, "MODE: '%.*s' is not a mode",
	         complaint_width(length), text);
	complaint_cause(complaint,
	                "a mode is octal, as 0644, or symbolic, as u=rw,g=r");
	return false;
}

static bool read_octal(const char *text, size_t length, mode_t *mode,
                       struct complaint *complaint)
{
	mode_t value = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '7')
			return complain_mode(text, length, complaint);
		/* one digit too many is kept, so that any length is refused */
		if (value <= 0777)
			value = value * 8 + (mode_t)(text[i] - '0');
	}
	if (value > 0777) {
		complain(complaint, "MODE: '%.*s' has bits above 0777",
		         complaint_width(length), text);
		complaint_cause(complaint,
		                "a segment has only the nine access bits; to "
		                "shmget(2) the bits above them are flags");
		return false;
	}
	*mode = value;
	return true;
}

static mode_t class_bits(char class)
{
	switch (class) {
	case 'u':
		return 0700;
	case 'g':
		return 0070;
	case 'o':
		return 0007;
	case 'a':
		return 0777;
	default:
		return 0;
	}
}

/* The bits of r, w or x for all classes. */
static mode_t access_bits(char letter)
{
	switch (letter) {
	case 'r':
		return 0444;
	case 'w':
		return 0222;
	case 'x':
		return 0111;
	default:
		return 0;
	}
}

/* g=u: the bits that the class LETTER has in MODE, for all classes. */
static mode_t copied_bits(char letter, mode_t mode)
{
	mode_t bits = mode & class_bits(letter);

	return (bits >> 6 | bits >> 3 | bits) & 7;
}

static bool is_class_alone(char letter)
{
	return letter == 'u' || letter == 'g' || letter == 'o';
}

static bool is_operation(char letter)
{
	return letter == '+' || letter == '-' || letter == '=';
}

/* One "ug+rw" at *POSITION; without a class all are meant. */
static bool read_clause(const char **position, const char *end, mode_t *mode)
{
	mode_t classes = 0;
	mode_t access = 0;
	char operation;

	for (; *position < end && class_bits(**position); ++*position)
		classes |= class_bits(**position);
	if (classes == 0)
		classes = 0777;
	if (*position == end || !is_operation(**position))
		return false;
	operation = *(*position)++;
	/* with = alone: "-o" is an option at the wrong place, not a mode */
	if (operation == '=' && *position < end && is_class_alone(**position))
		access = copied_bits(*(*position)++, *mode) * 0111;
	for (; *position < end && access_bits(**position); ++*position)
		access |= access_bits(**position);
	access &= classes;
	if (operation == '=')
		*mode = (*mode & ~classes) | access;
	else if (operation == '+')
		*mode |= access;
	else
		*mode &= ~access;
	return *position == end || **position == ',';
}

bool mode_read(const char *text, size_t length, mode_t base, mode_t *mode,
               struct complaint *complaint)
{
	const char *position = text;
	const char *end = text + length;
	mode_t result = base & 0777;

	if (length > 0 && text[0] >= '0' && text[0] <= '9')
		return read_octal(text, length, mode, complaint);
	do {
		if (!read_clause(&position, end, &result))
			return complain_mode(text, length, complaint);
	} while (position++ < end);
	*mode = result;
	return true;
}

void mode_print(mode_t mode, char text[static 10])
{
	static const char letters[] = "rwxrwxrwx";

	for (unsigned i = 0; i < 9; i++)
		text[i] = letters[i];
	for (unsigned i = 0; i < 9; i++)
		if (!(mode & (0400u >> i)))
			text[i] = '-';
	text[9] = '\0';
}
