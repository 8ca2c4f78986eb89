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

bool contents_each(struct session *session, struct attachment *attachment,
                   uint64_t offset, uint64_t length, bool as_text,
                   contents_taker *taker, void *context)
{
	char bytes[CONTENTS_PIECE];
	size_t most = as_text ? FIRST_PIECE : CONTENTS_PIECE;
	uint64_t done = 0;

	while (done < length) {
		size_t count = length - done < most ? length - done : most;
		const char *nul;

		if (!place_read_bytes(session, attachment, offset + done, bytes,
		                      count))
			return false;
		nul = as_text ? memchr(bytes, '\0', count) : NULL;
		if (nul)
			count = (size_t)(nul - bytes);
		if (count > 0 && !taker(context, bytes, count, offset + done))
			return true;
		if (nul)
			return true;
		done += count;
		most = CONTENTS_PIECE;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            done, length);
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
                   struct attachment *attachment, uint64_t offset,
                   uint64_t length, bool as_text)
{
	struct json_piece piece = {
		.session = session,
		.command = command,
		.attachment = attachment,
	};

	if (!contents_each(session, attachment, offset, length, as_text,
	                   show_piece, &piece))
		return false;
	/* no bytes are an answer too */
	if (!piece.shown)
		show_piece(&piece, "", 0, offset);
	return true;
}
