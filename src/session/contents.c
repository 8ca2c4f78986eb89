/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/contents.h"

#include "session/describe.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/json.h"

#include <inttypes.h>
#include <string.h>

/* Most texts are short: the first piece is not read in vain. */
enum {
	FIRST_PIECE = 256
};

bool contents_each(struct session *session, const struct contents *contents,
                   contents_taker *taker, void *context)
{
	char *bytes = session->piece;
	size_t most = contents->as_text ? FIRST_PIECE : SESSION_PIECE;

	for (uint64_t done = 0; done < contents->length;) {
		uint64_t offset = contents->offset + done;
		size_t count = contents->length - done < most
		                       ? contents->length - done
		                       : most;
		const char *nul;

		if (!place_read_bytes(session, contents->attachment, offset,
		                      bytes, count))
			return false;
		nul = contents->as_text ? memchr(bytes, '\0', count) : NULL;
		if (nul)
			count = (size_t)(nul - bytes);
		if (count > 0 && !taker(context, bytes, count, offset) &&
		    !session_interrupted)
			return true;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            done, contents->length);
		if (nul)
			return true;
		done += count;
		most = SESSION_PIECE;
	}
	return true;
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
	json_segment(&json, piece->attachment->key, piece->attachment->id);
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
	struct json_piece piece = {
		.session = session,
		.command = command,
		.attachment = contents->attachment,
	};

	if (!contents_each(session, contents, show_piece, &piece))
		return false;
	/* no bytes are an answer too */
	if (!piece.shown)
		show_piece(&piece, "", 0, contents->offset);
	return true;
}
