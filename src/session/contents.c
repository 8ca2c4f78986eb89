/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/contents.h"

#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "shm/backing.h"
#include "shm/extent.h"
#include "shm/populate.h"
#include "text/json.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

enum {
	STRAIGHT_PIECE = 4 << 20
};

bool contents_open(struct session *session, const struct place *place,
                   uint64_t length, bool given, struct contents *contents)
{
	if (!place_open(session, place, TO_READ, given ? length : 0,
	                &contents->attachment))
		return false;
	contents->offset = place->offset;
	contents->length =
		given ? length : contents->attachment->size - place->offset;
	return true;
}

/* How many of COUNT bytes make the piece; *LAST when nothing follows them. */
static size_t piece_length(const struct contents *contents, const char *bytes,
                           size_t count, bool *last)
{
	const char *nul = contents->as_text ? memchr(bytes, '\0', count) : NULL;

	if (nul) {
		*last = true;
		return (size_t)(nul - bytes);
	}
	if (contents->whole_characters && !*last)
		return utf8_whole(bytes, count);
	return count;
}

/* One piece after the other. */
struct piece {
	char *bytes; /* NULL for a hole */
	size_t count;
	uint64_t offset;
	uint64_t present_to; /* no hole is before that offset */
	bool present;        /* and nothing that may be in swap */
	bool sent;           /* it went straight to where it was to go */
	struct populate populate;
};

/* Sends what it can of the LEFT bytes that are there. */
static bool send_piece(const struct contents *contents, uint64_t left,
                       struct piece *piece)
{
	piece->sent = false;
	if (contents->straight_to <= 0 || !piece->present)
		return false;
	piece->count =
		backing_send(contents->attachment, piece->offset,
	                     left < STRAIGHT_PIECE ? left : STRAIGHT_PIECE,
	                     contents->straight_to);
	piece->sent = piece->count > 0;
	return piece->sent;
}

/* Finds the piece of MOST bytes at most that comes first in the LEFT bytes at
 * its offset. */
static bool take_piece(struct session *session, const struct contents *contents,
                       uint64_t left, size_t most, struct piece *piece)
{
	struct attachment *attachment = contents->attachment;
	struct extent extent;

	if (contents->tells_holes && piece->offset >= piece->present_to) {
		extent = extent_find(attachment, piece->offset, left);
		piece->bytes = NULL;
		piece->sent = false;
		piece->count = extent.length;
		if (extent.sort == EXTENT_HOLE)
			return true;
		piece->present = extent.sort == EXTENT_PRESENT;
		piece->present_to = piece->offset + extent.length;
	}
	if (contents->tells_holes && left > piece->present_to - piece->offset)
		left = piece->present_to - piece->offset;
	if (send_piece(contents, left, piece))
		return true;
	piece->count = left < most ? left : most;
	piece->bytes = session->piece;
	/* the file behind needs no page tables */
	if (piece->present && piece->count >= BACKING_WORTH &&
	    backing_file(attachment) < 0)
		populate(&piece->populate, attachment, piece->offset,
		         piece->count, left);
	return place_read_bytes(session, attachment, piece->offset,
	                        piece->bytes, piece->count);
}

static bool give_pieces(struct session *session,
                        const struct contents *contents, struct piece *piece,
                        contents_taker *taker, void *context)
{
	size_t usual = contents->most ? contents->most : SESSION_PIECE;
	size_t most = contents->first ? contents->first : usual;
	bool last = contents->length == 0;

	for (uint64_t done = 0; !last; most = usual) {
		uint64_t left = contents->length - done;

		piece->offset = contents->offset + done;
		if (!take_piece(session, contents, left, most, piece))
			return false;
		last = piece->count == left;
		if (piece->bytes && !piece->sent)
			piece->count = piece_length(contents, piece->bytes,
			                            piece->count, &last);
		if (piece->count > 0 && !piece->sent &&
		    !taker(context, piece->bytes, piece->count,
		           piece->offset) &&
		    !session_interrupted)
			return true;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            contents->taken ? *contents->taken : done,
			            contents->length);
		done += piece->count;
		progress_at(session, done);
	}
	return true;
}

bool contents_each(struct session *session, const struct contents *contents,
                   contents_taker *taker, void *context)
{
	/* where a text ends is seen when it ends */
	uint64_t total = contents->as_text ? 0 : contents->length;
	struct piece piece = { .populate.total = total };
	bool good;

	if (contents->silent)
		progress_begin_silent(session, contents->attachment, total);
	else
		progress_begin(session, contents->attachment, total);
	good = give_pieces(session, contents, &piece, taker, context);
	populate_end(&piece.populate);
	progress_end(session);
	return good;
}

struct json_piece {
	struct output *output;
	const char *command;
	const struct attachment *attachment;
	bool shown;
};

static bool show_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct json_piece *piece = context;
	struct json json = json_begin(piece->output);

	json_string(&json, "command", piece->command);
	json_segment(&json, attachment_key(piece->attachment),
	             piece->attachment->id);
	json_unsigned(&json, "offset", offset);
	json_unsigned(&json, "length", length);
	json_contents(&json, bytes, length);
	json_end(&json);
	piece->shown = true;
	return piece->output->error == 0;
}

bool contents_json(struct session *session, const char *command,
                   const struct contents *contents)
{
	struct contents whole = *contents;
	struct json_piece piece = {
		.output = session->output,
		.command = command,
		.attachment = contents->attachment,
	};

	whole.whole_characters = true;
	whole.first = 0;
	whole.most = CONTENTS_JSON_PIECE;
	if (!contents_each(session, &whole, show_piece, &piece))
		return false;
	/* no bytes are an answer too */
	if (!piece.shown)
		show_piece(&piece, "", 0, contents->offset);
	return true;
}
