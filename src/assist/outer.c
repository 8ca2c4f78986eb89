/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/outer.h"

#include "assist/candidates.h"
#include "assist/context.h"
#include "assist/offers.h"
#include "assist/quote.h"
#include "text/escape.h"
#include "text/output.h"

#include <stdlib.h>
#include <string.h>

/* BEFORE, and what of the candidate is not typed yet; then its summary. */
static void show(struct output *output, const char *before, size_t length,
                 const char *rest, const char *summary)
{
	escape_show(output, before, length, ESCAPE_KEEP_BACKSLASHES);
	escape_show(output, rest, strlen(rest), ESCAPE_KEEP_BACKSLASHES);
	output_byte(output, '\t');
	escape_show(output, summary, strlen(summary), ESCAPE_KEEP_BACKSLASHES);
	output_byte(output, '\n');
}

/* What CONTEXT offers, each behind BEFORE. */
static void show_offers(const struct context *context,
                        const struct world *world, const char *before,
                        size_t length, struct output *output)
{
	struct candidates found = {
		.prefix = context->text,
		.prefix_length = context->length,
	};

	offers_add(context, world, &found);
	/* it goes into that shell's line as it is */
	candidates_keep(&found, quote_is_needless);
	for (size_t i = 0; i < found.count; i++) {
		const char *rest = found.items[i].text + context->length;
		char *written =
			quote_write(context->quoting, context->length == 0,
		                    rest, strlen(rest), "");

		if (written)
			show(output, before, length, written,
			     found.items[i].summary);
		free(written);
	}
	candidates_finish(&found);
}

/* In the value of -c it is a line of ours. */
static void complete_commands(const struct context *outer,
                              const struct world *world, struct output *output)
{
	struct context inner = { 0 };

	context_find(&inner, world, outer->text, outer->length);
	show_offers(&inner, world, outer->text, outer->length, output);
	context_finish(&inner);
}

void outer_complete(const struct command *process, const struct world *world,
                    const char *line, struct output *output)
{
	struct context context = { 0 };

	context_find_in(&context, process, line, strlen(line));
	if (context.expectation == EXPECTS_VALUE &&
	    context.row->kind == KIND_COMMANDS)
		complete_commands(&context, world, output);
	else if (context.expectation == EXPECTS_OPTION ||
	         (context.expectation == EXPECTS_VALUE &&
	          context.row->kind != KIND_FILE))
		show_offers(&context, world, context.word,
		            (size_t)(context.text - context.word) +
		                    context.length,
		            output);
	context_finish(&context);
}
