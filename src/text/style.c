/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/style.h"

#include "text/output.h"

#define SEQUENCE(text)                                                         \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

/*
 * To be read on black and on white: of the basic colours only red and magenta
 * are far from both; green and cyan are dark enough on white unless bold makes
 * them bright; yellow and white are lost on white, blue on black. Dim is not
 * bright black, which some palettes make the background. What a colour tells
 * must also stand in the text: not everyone sees it.
 */
const struct style_sequence style_sequences[STYLE_COUNT] = {
	[STYLE_PLAIN] = SEQUENCE("\033[m"),
	[STYLE_ERROR] = SEQUENCE("\033[0;1;31m"),
	[STYLE_WARNING] = SEQUENCE("\033[0;1;35m"),
	[STYLE_DIM] = SEQUENCE("\033[0;2m"),
	[STYLE_HEADING] = SEQUENCE("\033[0;1m"),
	[STYLE_KEY] = SEQUENCE("\033[0;36m"),
	[STYLE_REMEDY] = SEQUENCE("\033[0;32m"),
	[STYLE_ADDED] = SEQUENCE("\033[0;32m"),
	[STYLE_BYTE_ZERO] = SEQUENCE("\033[0;2m"),
	[STYLE_BYTE_TEXT] = SEQUENCE("\033[0;32m"),
	[STYLE_BYTE_SPACE] = SEQUENCE("\033[0;36m"),
	[STYLE_BYTE_CONTROL] = SEQUENCE("\033[0;35m"),
	/* most of what is no text: plain */
	[STYLE_BYTE_HIGH] = SEQUENCE("\033[m"),
	[STYLE_BYTE_ONES] = SEQUENCE("\033[0;1m"),
};

void style_begin(struct output *output, enum style style)
{
	const struct style_sequence *sequence = &style_sequences[style];

	if (!output->colour || (style == STYLE_PLAIN && !output->styled))
		return;
	output_bytes(output, sequence->bytes, sequence->length);
	output->styled = style != STYLE_PLAIN;
}

void style_end(struct output *output)
{
	style_begin(output, STYLE_PLAIN);
}

void style_text(struct output *output, enum style style, const char *text)
{
	style_begin(output, style);
	output_text(output, text);
	style_end(output);
}
