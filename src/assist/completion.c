/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/completion.h"

#include "assist/context.h"
#include "assist/offers.h"
#include "assist/quote.h"
#include "text/line.h"

#include <stdlib.h>
#include <string.h>

/* Where nothing can be offered, what is expected is said. */
static void tell_expected(struct completion *completion,
                          const struct context *context)
{
	struct line line =
		line_on(completion->expected, sizeof(completion->expected));

	completion->what = completion->expected;
	switch (context->expectation) {
	case EXPECTS_VALUE:
		line_add(&line, "%s: %s", context->row->name,
		         context->row->summary);
		break;
	case EXPECTS_EXTRA:
		line_add(&line, "%s takes no more", context->command->name);
		break;
	case EXPECTS_COMMAND:
		line_add(&line, "no command begins so; help lists them");
		break;
	case EXPECTS_OPTION:
		line_add(&line, "%s has no option that begins so",
		         context->command->name);
		break;
	default:
		break;
	}
}

/* What follows a word that nothing else could be. */
static const char *ending_of(const struct context *context,
                             const struct candidate *only)
{
	/* a variable is a part of a word: the rest may follow */
	if (context->expectation == EXPECTS_VARIABLE)
		return context->braced ? "}" : "";
	return only->open ? "" : quote_closing(context->quoting);
}

/* What makes the word as long as all candidates agree. */
static void write_insert(struct completion *completion,
                         const struct context *context)
{
	const struct candidates *found = &completion->found;
	const struct candidate *first = found->items;

	if (found->samples && context->length == 0)
		return;
	completion->written =
		quote_write(context->quoting, context->length == 0,
	                    first->text + context->length,
	                    candidates_common(found) - context->length,
	                    found->count == 1 ? ending_of(context, first) : "");
	if (completion->written)
		completion->insert = completion->written;
}

/* Only the part of a word that was not typed is put in: nothing is undone. */
void completion_find(struct completion *completion, const struct world *world,
                     const char *line, size_t cursor)
{
	struct context context = { 0 };

	*completion = (struct completion){ .insert = "", .what = "" };
	context_find(&context, world, line, cursor);
	completion->found.prefix = context.text;
	completion->found.prefix_length = context.length;
	offers_add(&context, world, &completion->found);
	completion->candidates = completion->found.items;
	completion->count = completion->found.count;
	if (completion->count > 0)
		write_insert(completion, &context);
	else
		tell_expected(completion, &context);
	context_finish(&context);
}

void completion_finish(struct completion *completion)
{
	candidates_finish(&completion->found);
	free(completion->written);
}
