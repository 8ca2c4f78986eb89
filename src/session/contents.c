/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/contents.h"

#include "session/describe.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/json.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

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

static bool give_pieces(struct session *session,
                        const struct contents *contents, contents_taker *taker,
                        void *context)
{
	char *bytes = session->piece;
	size_t most = contents->first ? contents->first : SESSION_PIECE;
	bool last = contents->length == 0;

	for (uint64_t done = 0; !last; most = SESSION_PIECE) {
		uint64_t offset = contents->offset + done;
		uint64_t left = contents->length - done;
		size_t count = left < most ? left : most;

		if (!place_read_bytes(session, contents->attachment, offset,
		                      bytes, count))
			return false;
		last = count == left;
		count = piece_length(contents, bytes, count, &last);
		if (count > 0 && !taker(context, bytes, count, offset) &&
		    !session_interrupted)
			return true;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            done, contents->length);
		done += count;
		progress_at(session, done);
	}
	return true;
}

bool contents_each(struct session *session, const struct contents *contents,
                   contents_taker *taker, void *context)
{
	bool good;

	/* where a text ends is seen when it ends */
	progress_begin(session, contents->attachment,
	               contents->as_text ? 0 : contents->length);
	good = give_pieces(session, contents, taker, context);
	progress_end(session);
	return good;
}

struct json_piece {
	struct session *session;
	const char *command;
	const struct attachment *attachment;
	bool shown;
};

static bool show_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct json_piece *piece = context;
	struct json json = json_begin(piece->session->output);

	json_string(&json, "command", piece->command);
	json_segment(&json, attachment_key(piece->attachment),
	             piece->attachment->id);
	json_unsigned(&json, "offset", offset);
	json_unsigned(&json, "length", length);
	json_contents(&json, bytes, length);
	json_end(&json);
	piece->shown = true;
	return piece->session->output->error == 0;
}

bool contents_json(struct session *session, const char *command,
                   const struct contents *contents)
{
	struct contents whole = *contents;
	struct json_piece piece = {
		.session = session,
		.command = command,
		.attachment = contents->attachment,
	};

	whole.whole_characters = true;
	whole.first = 0;
	if (!contents_each(session, &whole, show_piece, &piece))
		return false;
	/* no bytes are an answer too */
	if (!piece.shown)
		show_piece(&piece, "", 0, contents->offset);
	return true;
}
