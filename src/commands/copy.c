/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/changed.h"
#include "session/explain.h"
#include "session/place.h"
#include "session/report.h"
#include "session/rewrite.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/access.h"
#include "shm/attachments.h"
#include "shm/backing.h"

#include <inttypes.h>
#include <stdio.h>

struct arguments {
	struct place source;
	struct place target;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, source, "where to read"),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, target, "where to write"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to copy; up to the end of the first",
	        GIVEN(length_given)),
	END_OF_PARAMETERS,
};

struct copy {
	struct session *session;
	struct attachment *source;
	struct attachment *target;
	uint64_t from;
	uint64_t to;
	uint64_t length;
	struct rewrite rewrite;
};

/* The COUNT bytes (of one piece) that stand AT bytes behind the places; of the
 * source PRESENT bytes are there for sure. */
static bool copy_piece(struct copy *copy, uint64_t at, size_t count,
                       size_t present)
{
	struct session *session = copy->session;
	uint64_t from = copy->from + at;
	struct complaint complaint;

	if (present >= count && backing_file(copy->source) < 0)
		populate(&copy->rewrite.bulk.populate, copy->source, from,
		         count, present);
	if (access_read(copy->source, &session->headroom, from, session->piece,
	                count) != 0) {
		explain_bytes(session, copy->source, &complaint);
		return rewrite_fail(&copy->rewrite, &complaint);
	}
	return rewrite_bytes(&copy->rewrite, copy->to + at, session->piece,
	                     count);
}

/* What lies AT bytes behind the places of the source. */
static struct extent source_extent(const struct copy *copy, uint64_t at,
                                   size_t length)
{
	return extent_find(copy->source, copy->from + at, length);
}

static bool copy_run(struct copy *copy, uint64_t at,
                     const struct extent *extent)
{
	size_t left = extent->length;
	size_t count;

	if (extent->sort == EXTENT_HOLE)
		return rewrite_zeros(&copy->rewrite, copy->to + at, left);
	for (; left > 0; left -= count, at += count) {
		count = left < SESSION_PIECE ? left : SESSION_PIECE;
		if (!copy_piece(copy, at, count,
		                extent->sort == EXTENT_PRESENT ? left : 0))
			return false;
	}
	return true;
}

static bool copy_forwards(struct copy *copy)
{
	struct extent extent;

	for (uint64_t at = 0; at < copy->length; at += extent.length) {
		extent = source_extent(copy, at, copy->length - at);
		if (!copy_run(copy, at, &extent))
			return false;
	}
	return true;
}

/* The last piece first: it is read before it is written over. */
static bool copy_backwards(struct copy *copy)
{
	size_t count;

	copy->rewrite.backwards = true;
	for (uint64_t left = copy->length; left > 0; left -= count) {
		struct extent extent;

		count = left < SESSION_PIECE ? left : SESSION_PIECE;
		extent = source_extent(copy, left - count, count);
		if (!copy_piece(copy, left - count, count,
		                extent.sort == EXTENT_PRESENT ? extent.length
		                                              : 0))
			return false;
	}
	return true;
}

static bool fail_misfit(struct copy *copy, const struct arguments *arguments)
{
	struct session *session = copy->session;
	uint64_t room = copy->target->size - copy->to;
	struct complaint complaint;
	char source[128];
	char target[128];

	snprintf(source, sizeof(source), "%s+%" PRIu64,
	         segment_said(session, &arguments->source.segment), copy->from);
	snprintf(target, sizeof(target), "%s+%" PRIu64,
	         segment_said(session, &arguments->target.segment), copy->to);
	complain(&complaint,
	         "%" PRIu64 " bytes from %s do not fit at %s: the segment has "
	         "%zu byte%s, %" PRIu64 " of them from there on",
	         copy->length, source, target, copy->target->size,
	         copy->target->size == 1 ? "" : "s", room);
	complaint_cause(&complaint, "nothing was written");
	if (room > 0)
		complaint_remedy(&complaint, "copy %s%s %s %" PRIu64,
		                 source[0] == '-' || target[0] == '-' ? "-- "
		                                                      : "",
		                 source, target, room);
	return fail_with(session, &complaint);
}

/* Finds both, checks that all fits, and begins to write. */
static bool open_both(struct copy *copy, const struct arguments *arguments)
{
	struct session *session = copy->session;
	const struct place_use source = { &arguments->source, TO_READ,
		                          arguments->length };
	const struct place_use target = { &arguments->target, TO_WRITE, 0 };

	if (!place_open_both(session, &target, &source, &copy->target,
	                     &copy->source))
		return false;
	copy->from = arguments->source.offset;
	copy->to = arguments->target.offset;
	copy->length = arguments->length_given
	                       ? arguments->length
	                       : copy->source->size - copy->from;
	if (!access_fits(copy->target, copy->to, copy->length))
		return fail_misfit(copy, arguments);
	return rewrite_begin(session, copy->target, copy->to, copy->length,
	                     copy->length, &copy->rewrite);
}

/* As memmove(3): the segment may be one, attached twice or under two names. */
static bool copy_all(struct copy *copy)
{
	bool same = copy->source->id == copy->target->id;

	if (same && copy->from == copy->to)
		return true;
	if (same && copy->to > copy->from &&
	    copy->to - copy->from < copy->length)
		return copy_backwards(copy);
	return copy_forwards(copy);
}

static void say_copied(const struct copy *copy)
{
	struct session *session = copy->session;
	char source[CHANGED_ROOM];
	char target[CHANGED_ROOM];
	struct json json;

	changed_place(copy->source, copy->from, source);
	changed_place(copy->target, copy->to, target);
	confirm(session, "copied %" PRIu64 " byte%s from %s to %s",
	        copy->length, copy->length == 1 ? "" : "s", source, target);
	if (!session->json)
		return;
	json = changed_json(session, "copy", copy->target, copy->to,
	                    copy->length);
	json_signed(&json, "from_key", attachment_key(copy->source));
	json_signed(&json, "from_id", copy->source->id);
	json_unsigned(&json, "from_offset", copy->from);
	json_end(&json);
}

static bool copy(struct session *session, const void *parsed)
{
	struct copy copy = { .session = session };
	bool good;

	if (!open_both(&copy, parsed))
		return false;
	good = copy_all(&copy);
	rewrite_end(&copy.rewrite);
	if (good)
		say_copied(&copy);
	return good;
}

static const struct trouble troubles[] = {
	{ "... bytes from ... do not fit at ...: the segment has ... bytes",
	  "What the first has up to its end is more than the second has from its\n"
	  "place on. Give a LENGTH; nothing was written." },
	{ "it is attached read-only (EACCES)",
	  "You hold the one to write to by attach -r. detach it, and copy attaches\n"
	  "it for itself." },
	{ "you may not attach it so (EACCES)",
	  "The mode of the first must let you read, that of the second write:\n"
	  "help modes." },
	{ "interrupted after ... of ... bytes",
	  "Ctrl-C came: so many bytes were copied; \"the last\" when the places\n"
	  "overlap, so that the end had to come first." },
	{ NULL, NULL },
};

const struct command copy_command = {
	.name = "copy",
	.summary = "copy bytes between segments, or inside one",
	.details = "From the first PLACE to the second. Inside one segment the "
		   "two may overlap.\nBytes that nobody touched are copied as "
		   "zeros, and make no page where there is\nnone.",
	.wrong = troubles,
	.examples = {
		{ "A copy to keep while a program goes on with the first:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> write 1234 \"before the change\"\n"
		  "wrote 18 bytes to 1234+0\n"
		  "> create 99 64\n"
		  "created 0x00000063  id 1  64 bytes  rw-------\n"
		  "> copy 1234 99\n"
		  "copied 64 bytes from 1234+0 to 99+0\n"
		  "> read 99\n"
		  "before the change\n"
		  "> rm 99\n"
		  "removed 0x00000063  id 1\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Inside a segment: four bytes move up by two.",
		  "> create 1234 8\n"
		  "created 0x000004d2  id 0  8 bytes  rw-------\n"
		  "> write -n 1234 \"abcdefgh\"\n"
		  "wrote 8 bytes to 1234+0\n"
		  "> copy . +2 4\n"
		  "copied 4 bytes from 1234+0 to 1234+2\n"
		  "> read 1234\n"
		  "ababcdgh\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.changes = true,
	.run = copy,
};
