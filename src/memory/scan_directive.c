/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/scan_directive.h"

#include <string.h>

/* Adds what stands at *TEXT: a byte, or a range of bytes before the END. */
static bool set_add(struct scan_directive *directive, const char **text,
                    const char *end)
{
	const char *position = *text;
	unsigned char first = (unsigned char)*position++;
	unsigned char last = first;

	/* a - that is the last in the set stands for itself */
	if (end - position > 1 && position[0] == '-' && position[1] != ']') {
		last = (unsigned char)position[1];
		position += 2;
	}
	for (unsigned byte = first; byte <= last; byte++)
		directive->set[byte] = true;
	*text = position;
	return first <= last;
}

static bool set_is_ascii(const char *text, const char *end)
{
	for (; text < end; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* Reads a set whose [ has been read, and takes it into the length. */
static bool set_read(struct scan_directive *directive, const char *end,
                     struct complaint *complaint)
{
	struct directive *common = &directive->common;
	const char *position = common->text + common->length;
	const char *first = position;
	bool inverted = position < end && *position == '^';

	if (inverted)
		first = ++position;
	while (position < end && (*position != ']' || position == first)) {
		bool in_order = set_add(directive, &position, end);

		common->length = (size_t)(position - common->text);
		if (!in_order)
			return directive_complain(
				common, "the range ends before it begins",
				complaint);
	}
	if (position == end) {
		common->length = (size_t)(end - common->text);
		return directive_complain(common, "the set has no ]",
		                          complaint);
	}
	common->length = (size_t)(position + 1 - common->text);
	/* bytes of a character are no members of a set of characters */
	if (common->size == DIRECTIVE_L && !set_is_ascii(first, position))
		return directive_complain(
			common, "a set of %l[ holds ASCII only", complaint);
	if (inverted)
		for (size_t i = 0; i < sizeof(directive->set); i++)
			directive->set[i] = !directive->set[i];
	return true;
}

static bool combination_check(const struct scan_directive *directive,
                              const char *end, bool width_given,
                              struct complaint *complaint)
{
	const struct directive *common = &directive->common;
	const char *behind = common->text + common->length;

	if (common->conversion == '%' && common->length != 2)
		return directive_complain(
			common, "nothing may stand between % and %", complaint);
	if (width_given && directive->width == 0)
		return directive_complain(common, "a width of 0 reads nothing",
		                          complaint);
	if (common->conversion != 'a' || common->size != DIRECTIVE_PLAIN ||
	    behind == end || !strchr("sS[", *behind))
		return true;
	directive_complain(common, "an a that allocates is not offered",
	                   complaint);
	complaint_cause(complaint, "%%a reads a real number; before s, S and [ "
	                           "old C libraries take it otherwise");
	complaint_remedy(complaint, "%%e reads the same numbers");
	return false;
}

bool scan_directive_read(struct scan_directive *directive, const char *text,
                         const char *end, struct complaint *complaint)
{
	struct directive *common = &directive->common;
	const char *position = text + 1;

	*directive = (struct scan_directive){ .common.text = text };
	if (position < end && *position == '*') {
		directive->suppressed = true;
		position++;
	}

	const char *width = position;

	if (!directive_number(common, &position, end, &directive->width,
	                      complaint) ||
	    !directive_finish(common, position, end, "diouxXcspaAeEfFgG[%",
	                      complaint) ||
	    !combination_check(directive, end, position > width, complaint))
		return false;
	return common->conversion != '[' || set_read(directive, end, complaint);
}
