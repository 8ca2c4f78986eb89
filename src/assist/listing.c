/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/listing.h"

#include "assist/completion.h"
#include "text/escape.h"
#include "text/output.h"

#include <stdbool.h>
#include <string.h>

enum {
	GAP = 2,
	SUMMARY_LEAST = 16, /* columns; a narrower one is not worth showing */
	NARROWEST = 20,
};

struct listing {
	const struct completion *completion;
	struct output *output;
	size_t columns;
	size_t rows; /* that may be used */
	size_t widest;
};

static void pad(struct output *output, size_t count)
{
	while (count-- > 0)
		output_byte(output, ' ');
}

/* A path is told by its last part. */
static const char *shown(const struct candidate *candidate)
{
	const char *text = candidate->text;
	size_t length = strlen(text);
	const char *slash;

	if (length < 2)
		return text;
	slash = memrchr(text, '/', length - 1);
	return slash ? slash + 1 : text;
}

static size_t width_of(const struct listing *listing, const char *text)
{
	return escape_width(listing->output, text, strlen(text));
}

/* TEXT as far as it fits WIDTH columns. */
static void show(struct listing *listing, const char *text, size_t width)
{
	size_t length = strlen(text);

	while (length > 0 &&
	       escape_width(listing->output, text, length) > width)
		length--;
	/* not a part of a character */
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	escape_show(listing->output, text, length, ESCAPE_ALL);
}

static void measure(struct listing *listing)
{
	const struct completion *completion = listing->completion;

	for (size_t i = 0; i < completion->count; i++) {
		size_t width =
			width_of(listing, shown(&completion->candidates[i]));

		if (width > listing->widest)
			listing->widest = width;
	}
	if (listing->widest > listing->columns)
		listing->widest = listing->columns;
}

static bool have_summaries(const struct completion *completion)
{
	for (size_t i = 0; i < completion->count; i++)
		if (completion->candidates[i].summary[0])
			return true;
	return false;
}

/* One a row, each with its summary. */
static void show_rows(struct listing *listing)
{
	const struct completion *completion = listing->completion;
	size_t room = listing->columns - listing->widest - GAP;

	for (size_t i = 0; i < completion->count; i++) {
		const struct candidate *candidate = &completion->candidates[i];
		const char *text = shown(candidate);

		show(listing, text, listing->widest);
		if (candidate->summary[0]) {
			pad(listing->output,
			    listing->widest - width_of(listing, text) + GAP);
			show(listing, candidate->summary, room);
		}
		output_byte(listing->output, '\n');
	}
}

/* As many as fit side by side, in the order of reading down. */
static void show_columns(struct listing *listing)
{
	const struct completion *completion = listing->completion;
	size_t across = (listing->columns + GAP) / (listing->widest + GAP);
	size_t down;
	size_t left_out = 0;

	if (across == 0)
		across = 1;
	down = (completion->count + across - 1) / across;
	if (down > listing->rows) {
		down = listing->rows > 1 ? listing->rows - 1 : 1;
		left_out = completion->count - down * across;
	}
	for (size_t row = 0; row < down; row++) {
		size_t blanks = 0;

		for (size_t i = row; i < completion->count && i < down * across;
		     i += down) {
			const char *text = shown(&completion->candidates[i]);

			pad(listing->output, blanks);
			show(listing, text, listing->widest);
			blanks = listing->widest + GAP;
			blanks -= width_of(listing, text) < blanks
			                  ? width_of(listing, text)
			                  : blanks;
		}
		output_byte(listing->output, '\n');
	}
	if (left_out > 0)
		output_print(listing->output,
		             "... and %zu more: type more of it\n", left_out);
}

void listing_show(const struct completion *completion, unsigned columns,
                  unsigned rows, struct output *output)
{
	struct listing listing = {
		.completion = completion,
		.output = output,
		.columns = columns > NARROWEST ? columns : NARROWEST,
		.rows = rows > 3 ? rows - 2 : 1,
	};

	if (completion->count == 0) {
		if (completion->what[0] == '\0')
			return;
		show(&listing, completion->what, listing.columns);
		output_byte(output, '\n');
		return;
	}
	measure(&listing);
	if (have_summaries(completion) && completion->count <= listing.rows &&
	    listing.widest + GAP + SUMMARY_LEAST <= listing.columns)
		show_rows(&listing);
	else
		show_columns(&listing);
}
