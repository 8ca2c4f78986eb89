/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/format.h"

#include <stdlib.h>
#include <string.h>

#include "memory/format_argument.h"
#include "memory/format_directive.h"
#include "memory/format_field.h"

/* A format on its way through, and the arguments not yet taken. */
struct walk {
	const char *position;
	const char *end;
	const struct word *arguments;
	size_t taken;
	struct rendering *rendering; /* null: only check */
	struct complaint *complaint;
};

static const char *directive_find(const struct walk *walk)
{
	const char *found = memchr(walk->position, '%',
	                           (size_t)(walk->end - walk->position));

	return found ? found : walk->end;
}

/* Counts the arguments that the directives take; each must be good. */
static bool arguments_count(struct walk walk, size_t *wanted)
{
	struct format_directive directive;

	*wanted = 0;
	for (;;) {
		const char *text = directive_find(&walk);

		if (text == walk.end)
			return true;
		if (!format_directive_read(&directive, text, walk.end,
		                           walk.complaint))
			return false;
		*wanted += format_directive_arguments(&directive);
		walk.position = text + directive.common.length;
	}
}

static bool amount_take(struct walk *walk,
                        const struct format_directive *directive, int *amount)
{
	const struct word *word = &walk->arguments[walk->taken++];

	if (word->unknown && !walk->rendering)
		return true;
	return format_argument_amount(&directive->common, word, walk->taken,
	                              amount, walk->complaint);
}

static bool directive_take(struct walk *walk,
                           struct format_directive *directive)
{
	struct format_value value;

	if (directive->width_from_argument &&
	    !amount_take(walk, directive, &directive->width))
		return false;
	if (directive->width < 0) {
		directive->left = true;
		directive->width = -directive->width;
	}
	if (directive->precision_from_argument &&
	    !amount_take(walk, directive, &directive->precision))
		return false;
	if (directive->common.conversion == '%') {
		if (walk->rendering)
			format_bytes_put(walk->rendering, "%", 1);
		return true;
	}

	const struct word *word = &walk->arguments[walk->taken++];

	if (word->unknown && !walk->rendering)
		return true;
	if (!format_argument_read(&directive->common, word, walk->taken, &value,
	                          walk->complaint))
		return false;
	if (walk->rendering)
		format_field_put(walk->rendering, directive, &value);
	return true;
}

/* The directives and the number of arguments have been checked. */
static bool format_walk(struct walk walk)
{
	struct format_directive directive;

	for (;;) {
		const char *text = directive_find(&walk);

		if (walk.rendering)
			format_bytes_put(walk.rendering, walk.position,
			                 (size_t)(text - walk.position));
		if (text == walk.end)
			return true;
		if (!format_directive_read(&directive, text, walk.end,
		                           walk.complaint) ||
		    !directive_take(&walk, &directive))
			return false;
		walk.position = text + directive.common.length;
	}
}

bool format_check(const char *format, size_t format_length,
                  const struct word *arguments, size_t count,
                  struct complaint *complaint)
{
	struct walk walk = {
		.position = format,
		.end = format + format_length,
		.arguments = arguments,
		.complaint = complaint,
	};
	size_t wanted;

	if (!directive_no_nul(format, format_length, complaint) ||
	    !arguments_count(walk, &wanted))
		return false;
	if (wanted != count)
		return complain(complaint,
		                "FORMAT: it takes %zu argument%s, %zu %s there",
		                wanted, wanted == 1 ? "" : "s", count,
		                count == 1 ? "is" : "are");
	return format_walk(walk);
}

static bool room_reserve(struct rendering *rendering, size_t length,
                         struct complaint *complaint)
{
	char *data;

	if (length > rendering->limit)
		return complain(complaint,
		                "FORMAT: the text and its NUL take %zu bytes, "
		                "%zu %s there",
		                length + 1, rendering->limit + 1,
		                rendering->limit == 0 ? "is" : "are");
	if (length < rendering->room)
		return true;
	data = realloc(rendering->data, length + 1);
	if (!data)
		return complain(complaint,
		                "FORMAT: no memory for the %zu bytes of text",
		                length);
	rendering->data = data;
	rendering->room = length + 1;
	return true;
}

bool format_render(struct rendering *rendering, const char *format,
                   size_t format_length, const struct word *arguments,
                   size_t count, struct complaint *complaint)
{
	struct rendering measured = { 0 };
	struct walk walk = {
		.position = format,
		.end = format + format_length,
		.arguments = arguments,
		.rendering = &measured,
		.complaint = complaint,
	};

	rendering->length = 0;
	/* measured first: a width of gigabytes is refused, not produced */
	if (!format_check(format, format_length, arguments, count, complaint) ||
	    !format_walk(walk) ||
	    !room_reserve(rendering, measured.length, complaint))
		return false;
	walk.rendering = rendering;
	if (!format_walk(walk))
		return false;
	rendering->data[rendering->length] = '\0';
	return true;
}

void rendering_finish(struct rendering *rendering)
{
	free(rendering->data);
	*rendering = (struct rendering){ .limit = rendering->limit };
}
