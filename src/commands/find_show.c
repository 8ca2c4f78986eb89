/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/find_show.h"

#include "session/contents.h"
#include "session/place.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/escape.h"
#include "text/style.h"

#include <string.h>

enum {
	BYTES = 16,    /* that are shown of what is no text */
	TEXT_MOST = 64 /* of what is */
};

/* A match and what stands behind it. */
struct match {
	const char *bytes;
	size_t length; /* that are shown */
	size_t own;    /* of the match itself */
};

static bool is_text(char byte)
{
	return (unsigned char)byte >= ' ' && byte != '\x7f';
}

/* Of what stands behind a match only the text is shown. */
static void cut_to_text(struct match *match)
{
	size_t length = match->own;

	while (length < match->length && is_text(match->bytes[length]))
		length++;
	match->length = length;
}

static void show_text(struct output *output, const struct match *match)
{
	style_begin(output, STYLE_KEY);
	escape_show(output, match->bytes, match->own, ESCAPE_ALL);
	style_end(output);
	escape_show(output, match->bytes + match->own,
	            match->length - match->own, ESCAPE_ALL);
}

static void show_byte(struct output *output, unsigned char byte)
{
	static const char digits[] = "0123456789abcdef";
	char text[] = { digits[byte >> 4], digits[byte & 15], ' ' };

	output_bytes(output, text, sizeof(text));
}

static void show_hex(struct output *output, const struct match *match)
{
	style_begin(output, STYLE_KEY);
	for (size_t i = 0; i < match->length; i++) {
		if (i == match->own)
			style_end(output);
		show_byte(output, (unsigned char)match->bytes[i]);
	}
	style_end(output);
	output_print(output, "%*s|", 3 * (BYTES - (int)match->length) + 1, "");
	for (size_t i = 0; i < match->length; i++) {
		char byte = match->bytes[i];

		if (byte < ' ' || byte > '~')
			byte = '.';
		output_byte(output, byte);
	}
	output_byte(output, '|');
}

static bool show_match(const struct find_show *show, uint64_t offset,
                       const struct match *match)
{
	struct output *output = show->spots.session->output;
	struct json json;

	if (show->spots.session->json) {
		json = spot_json(&show->spots, offset);
		json_unsigned(&json, "length", match->length);
		json_contents(&json, match->bytes, match->length);
		json_end(&json);
	} else {
		spot_begin(&show->spots, offset);
		if (show->as_bytes)
			show_hex(output, match);
		else
			show_text(output, match);
		output_byte(output, '\n');
	}
	return output->error == 0 && !session_interrupted;
}

bool find_show(const struct find_show *show, uint64_t offset)
{
	const struct contents *contents = show->contents;
	uint64_t left = contents->offset + contents->length - offset;
	uint64_t at = offset - show->piece_offset;
	size_t most = show->as_bytes ? BYTES : TEXT_MOST;
	char bytes[TEXT_MOST];
	bool at_hand;
	bool good = true;
	struct match match = { .bytes = bytes };

	match.length = left < most ? left : most;
	match.own = show->size < match.length ? show->size : match.length;
	at_hand = offset >= show->piece_offset &&
	          at + match.length <= show->piece_length;
	if (!at_hand)
		good = place_read_bytes(show->spots.session,
		                        contents->attachment, offset, bytes,
		                        match.length);
	else if (show->piece)
		match.bytes = show->piece + at;
	else
		memset(bytes, 0, sizeof(bytes));
	if (!good)
		return false;
	if (!show->as_bytes)
		cut_to_text(&match);
	return show_match(show, offset, &match);
}
