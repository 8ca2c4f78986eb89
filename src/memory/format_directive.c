/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format_directive.h"

#include <string.h>

static bool flag_read(struct format_directive *directive, char flag)
{
	switch (flag) {
	case '-':
		return directive->left = true;
	case '+':
		return directive->plus = true;
	case ' ':
		return directive->blank = true;
	case '#':
		return directive->alternate = true;
	case '0':
		return directive->zero = true;
	default:
		return false;
	}
}

/* A number or a *, for the width and the precision. */
static bool amount_read(const struct directive *directive,
                        const char **position, const char *end,
                        bool *from_argument, int *amount,
                        struct complaint *complaint)
{
	if (*position < end && **position == '*') {
		++*position;
		*from_argument = true;
		return true;
	}
	return directive_number(directive, position, end, amount, complaint);
}

static bool combination_check(const struct format_directive *directive,
                              struct complaint *complaint)
{
	const struct directive *common = &directive->common;
	char conversion = common->conversion;
	const char *reason = NULL;

	if (conversion == '%' && common->length != 2)
		reason = "nothing may stand between % and %";
	else if (directive->alternate && strchr("dicsup", conversion))
		reason = "# goes with o x X and reals only";
	else if (directive->zero && strchr("csp", conversion))
		reason = "0 goes with numbers only";
	else if (directive->precision >= 0 && strchr("cp", conversion))
		reason = "a precision goes with numbers and s only";
	if (reason)
		return directive_complain(common, reason, complaint);
	return true;
}

bool format_directive_read(struct format_directive *directive, const char *text,
                           const char *end, struct complaint *complaint)
{
	struct directive *common = &directive->common;
	const char *position = text + 1;

	*directive = (struct format_directive){
		.common.text = text,
		.precision = -1,
	};
	while (position < end && flag_read(directive, *position))
		position++;
	if (!amount_read(common, &position, end,
	                 &directive->width_from_argument, &directive->width,
	                 complaint))
		return false;
	if (position < end && *position == '.') {
		position++;
		if (!amount_read(common, &position, end,
		                 &directive->precision_from_argument,
		                 &directive->precision, complaint))
			return false;
		if (directive->precision_from_argument)
			directive->precision = 0;
	}
	return directive_finish(common, position, end, "diouxXcspaAeEfFgG%",
	                        complaint) &&
	       combination_check(directive, complaint);
}

size_t format_directive_arguments(const struct format_directive *directive)
{
	return (size_t)directive->width_from_argument +
	       (size_t)directive->precision_from_argument +
	       (size_t)(directive->common.conversion != '%');
}
