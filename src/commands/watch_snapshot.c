/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_snapshot.h"

#include "memory/changes.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "session/values.h"
#include "shm/extent.h"
#include "shm/headroom.h"

#include <stdlib.h>
#include <string.h>

enum {
	PIECE = 65536 /* bytes at most; as large as the largest value */
};

static const unsigned char zeros[PIECE];

/* The piece that is looked at, and who is told of changes. */
struct look {
	struct snapshot *snapshot;
	size_t index;
	uint64_t offset;
	size_t length;
	snapshot_taker *taker; /* NULL: nobody */
	void *context;
	bool wanted;
};

static bool begin_pieces(struct snapshot *snapshot)
{
	size_t unit = snapshot->unit ? snapshot->unit : 1;

	snapshot->piece = PIECE / unit * unit;
	snapshot->count = (size_t)((snapshot->length + snapshot->piece - 1) /
	                           snapshot->piece);
	snapshot->pieces = calloc(snapshot->count, sizeof(*snapshot->pieces));
	return snapshot->pieces;
}

static bool fail_memory(struct session *session)
{
	struct complaint complaint;

	complain(&complaint, "there is too little memory to keep what it was");
	complaint_cause(&complaint, "all that is not zero is kept once, to be "
	                            "compared");
	complaint_remedy(&complaint, "a LENGTH");
	return fail_with(session, &complaint);
}

/* What was looked at becomes what it was. */
static bool keep(struct look *look, const unsigned char *now)
{
	struct snapshot *snapshot = look->snapshot;
	unsigned char **piece = &snapshot->pieces[look->index];

	if (!*piece) {
		if (!headroom_take(&snapshot->session->headroom,
		                   snapshot->piece) ||
		    !(*piece = malloc(snapshot->piece)))
			return fail_memory(snapshot->session);
	}
	memcpy(*piece, now, look->length);
	return true;
}

static bool load(const struct look *look)
{
	struct snapshot *snapshot = look->snapshot;
	struct session *session = snapshot->session;
	size_t unit = snapshot->unit;

	if (unit <= 1) /* no part of a byte can be seen */
		return place_read_bytes(session, snapshot->attachment,
		                        look->offset, session->piece,
		                        look->length);
	return values_load(session, snapshot->attachment, look->offset, unit,
	                   look->length / unit, session->piece);
}

/* Tells what changed; *FOUND is whether anything did. */
static void tell(struct look *look, const struct changes *changes, bool *found)
{
	size_t length;

	for (size_t at = 0; (length = changes_next(changes, &at)) > 0;
	     at += length) {
		*found = true;
		if (!look->taker || !look->wanted)
			return;
		look->wanted =
			look->taker(look->context, look->offset + at, length,
		                    changes->before + at, changes->now + at);
	}
}

static bool look_at(struct look *look)
{
	const unsigned char *before = look->snapshot->pieces[look->index];
	struct changes changes = {
		.before = before ? before : zeros,
		.now = (const unsigned char *)look->snapshot->session->piece,
		.length = look->length,
		.unit = look->snapshot->unit,
	};
	bool found = false;

	if (!load(look))
		return false;
	tell(look, &changes, &found);
	return !found || keep(look, changes.now);
}

/* It was zeros, and nobody touched it since. */
static bool is_untouched(const struct look *look)
{
	struct snapshot *snapshot = look->snapshot;
	uint64_t end = snapshot->offset + snapshot->length;
	struct extent extent;

	if (snapshot->pieces[look->index])
		return false;
	if (look->offset >= snapshot->hole_end) {
		extent = extent_find(snapshot->attachment, look->offset,
		                     end - look->offset);
		if (extent.sort != EXTENT_HOLE)
			return false;
		snapshot->hole_end = look->offset + extent.length;
	}
	return look->offset + look->length <= snapshot->hole_end;
}

bool snapshot_look(struct snapshot *snapshot, snapshot_taker *taker,
                   void *context)
{
	struct look look = {
		.snapshot = snapshot,
		.taker = taker,
		.context = context,
		.wanted = true,
	};

	snapshot->hole_end = 0;
	for (; look.index < snapshot->count && look.wanted; look.index++) {
		uint64_t done = (uint64_t)look.index * snapshot->piece;
		uint64_t left = snapshot->length - done;

		look.offset = snapshot->offset + done;
		look.length =
			left < snapshot->piece ? (size_t)left : snapshot->piece;
		if (!is_untouched(&look) && !look_at(&look))
			return false;
		if (session_interrupted)
			break;
	}
	return true;
}

bool snapshot_begin(struct snapshot *snapshot)
{
	if (!begin_pieces(snapshot))
		return fail_memory(snapshot->session);
	return snapshot_look(snapshot, NULL, NULL);
}

void snapshot_copy(const struct snapshot *snapshot, uint64_t offset,
                   size_t length, unsigned char *to)
{
	uint64_t at = offset - snapshot->offset;

	while (length > 0) {
		const unsigned char *bytes =
			snapshot->pieces[at / snapshot->piece];
		size_t inside = (size_t)(at % snapshot->piece);
		size_t left = snapshot->piece - inside;
		size_t count = length < left ? length : left;

		memcpy(to, (bytes ? bytes : zeros) + inside, count);
		to += count;
		at += count;
		length -= count;
	}
}

void snapshot_finish(struct snapshot *snapshot)
{
	for (size_t i = 0; snapshot->pieces && i < snapshot->count; i++)
		free(snapshot->pieces[i]);
	free(snapshot->pieces);
	snapshot->pieces = NULL;
}
