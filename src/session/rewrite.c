/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/rewrite.h"

#include "session/explain.h"
#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "8192 of 65536 bytes", "the last 8192 of ..." */
static void say_done(const struct rewrite *rewrite, char *text, size_t size)
{
	if (rewrite->length)
		snprintf(text, size, "%s%" PRIu64 " of %" PRIu64 " bytes",
		         rewrite->backwards ? "the last " : "", rewrite->done,
		         rewrite->length);
	else
		snprintf(text, size, "%" PRIu64 " byte%s", rewrite->done,
		         rewrite->done == 1 ? "" : "s");
}

bool rewrite_fail(const struct rewrite *rewrite, struct complaint *complaint)
{
	char *what = complaint->what;
	size_t length = strlen(what);
	bool one = rewrite->done == 1 && !rewrite->length;
	char done[80] = "nothing";

	if (rewrite->done > 0)
		say_done(rewrite, done, sizeof(done));
	snprintf(what + length, sizeof(complaint->what) - length,
	         "; %s %s written", done,
	         rewrite->done == 0 || one ? "was" : "were");
	return fail_with(rewrite->session, complaint);
}

static bool fail_access(const struct rewrite *rewrite)
{
	struct complaint complaint;

	explain_bytes(rewrite->session, rewrite->bulk.attachment, &complaint);
	return rewrite_fail(rewrite, &complaint);
}

bool rewrite_begin(struct session *session, struct attachment *attachment,
                   uint64_t offset, uint64_t length, uint64_t most,
                   struct rewrite *rewrite)
{
	*rewrite = (struct rewrite){ .session = session, .length = length };
	if (bulk_begin(&rewrite->bulk, attachment, &session->headroom, offset,
	               length, most) != 0)
		return fail_access(rewrite);
	progress_begin_silent(session, attachment, length);
	return true;
}

bool rewrite_begin_stream(struct session *session,
                          struct attachment *attachment, uint64_t offset,
                          struct rewrite *rewrite)
{
	if (!rewrite_begin(session, attachment, offset,
	                   attachment->size - offset, 0, rewrite))
		return false;
	rewrite->length = 0;
	session->progress.total = 0;
	return true;
}

bool rewrite_goes_on(const struct rewrite *rewrite)
{
	char done[80];

	if (!session_interrupted)
		return true;
	say_done(rewrite, done, sizeof(done));
	return fail(rewrite->session, "interrupted after %s", done);
}

static bool wrote(struct rewrite *rewrite, uint64_t length)
{
	rewrite->done += length;
	progress_at(rewrite->session, rewrite->done);
	return rewrite_goes_on(rewrite);
}

bool rewrite_bytes(struct rewrite *rewrite, uint64_t offset, const char *bytes,
                   size_t length)
{
	if (bulk_write(&rewrite->bulk, offset, bytes, length) != 0)
		return fail_access(rewrite);
	return wrote(rewrite, length);
}

bool rewrite_zeros(struct rewrite *rewrite, uint64_t offset, uint64_t length)
{
	struct session *session = rewrite->session;
	int id = rewrite->bulk.attachment->id;

	while (length > 0) {
		/* their borders are those of pages */
		uint64_t most = REWRITE_PIECE - offset % REWRITE_PIECE;
		uint64_t count = length < most ? length : most;
		int result = bulk_zero(&rewrite->bulk, offset, count);

		attachments_forget_pages(&session->attachments, id);
		if (result != 0)
			return fail_access(rewrite);
		if (!wrote(rewrite, count))
			return false;
		offset += count;
		length -= count;
	}
	return true;
}

void rewrite_end(struct rewrite *rewrite)
{
	bulk_end(&rewrite->bulk);
	progress_end(rewrite->session);
}
