/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/touch.h"

#include "command/command.h"
#include "session/changed.h"
#include "session/explain.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "shm/populate.h"

#include <inttypes.h>

struct arguments {
	struct place place;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to begin"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to touch; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

enum {
	TOUCH_PIECE = 8 << 20 /* bytes between two looks at Ctrl-C */
};

static bool fail_touch(struct session *session,
                       const struct attachment *attachment)
{
	struct complaint complaint;

	explain_bytes(session, attachment, &complaint);
	return fail_with(session, &complaint);
}

/* In pieces, for Ctrl-C. */
static bool touch_all(struct session *session, struct attachment *attachment,
                      struct populate *populate, uint64_t offset,
                      uint64_t length)
{
	uint64_t count;

	for (uint64_t done = 0; done < length; done += count) {
		count = length - done < TOUCH_PIECE ? length - done
		                                    : TOUCH_PIECE;
		if (touch_pages(attachment, populate, offset + done, count) !=
		    0)
			return fail_touch(session, attachment);
		progress_at(session, done + count);
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes",
			            done + count, length);
	}
	return true;
}

static void say_touched(struct session *session,
                        const struct attachment *attachment, uint64_t offset,
                        uint64_t length, size_t pages, size_t made)
{
	char place[CHANGED_ROOM];
	struct json json;

	changed_place(attachment, offset, place);
	confirm(session, "touched %zu page%s at %s, made %zu", pages,
	        pages == 1 ? "" : "s", place, made);
	if (!session->json)
		return;
	json = changed_json(session, "touch", attachment, offset, length);
	json_unsigned(&json, "pages", pages);
	json_unsigned(&json, "made", made);
	json_end(&json);
}

static bool touch(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	uint64_t offset = arguments->place.offset;
	uint64_t length = arguments->length;
	struct attachment *attachment;
	struct populate populate = { .total = 0 };
	size_t pages;
	size_t absent;
	bool good;

	if (!place_open(session, &arguments->place, TO_READ, length,
	                &attachment))
		return false;
	if (!arguments->length_given)
		length = attachment->size - offset;
	if (touch_prepare(attachment, &session->headroom, offset, length,
	                  &pages, &absent) != 0)
		return fail_touch(session, attachment);
	populate.total = length;
	progress_begin_silent(session, attachment, length);
	good = touch_all(session, attachment, &populate, offset, length);
	populate_end(&populate);
	progress_end(session);
	if (good)
		say_touched(session, attachment, offset, length, pages, absent);
	return good;
}

static const struct trouble troubles[] = {
	{ "... bytes of new pages are more than the memory that is left",
	  "The kernel would kill a process instead of giving an error, so shmsh\n"
	  "refuses: touch less, or free memory." },
	{ "... bytes at offset ... do not fit: the segment has ... bytes",
	  "PLACE and LENGTH go beyond the end. Without LENGTH it goes up to there." },
	{ "the memory at offset ... can not be reached (EFAULT)",
	  "Huge pages ran out: create reserves them unless -R said not to." },
	{ "interrupted after ... of ... bytes",
	  "Ctrl-C came: the pages of the bytes before are there." },
	{ NULL, NULL },
};

const struct command touch_command = {
	.name = "touch",
	.summary = "make the pages of a segment be there",
	.details = "The memory of a segment is taken page by page, whenever one "
		   "is touched first.\nThis does so for all of LENGTH: no byte "
		   "changes, the right to read is enough,\nand nobody waits for "
		   "pages later.",
	.wrong = troubles,
	.examples = {
		{ "All of a new segment; what is there already is not made again.",
		  "> create 1234 1M\n"
		  "created 0x000004d2  id 0  1048576 bytes  rw-------\n"
		  "> write 1234+4096 \"one page\"\n"
		  "wrote 9 bytes to 1234+4096\n"
		  "> touch 1234\n"
		  "touched 256 pages at 1234+0, made 255\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Zeros give the memory back, and touch takes it again:",
		  "> create 1234 64K\n"
		  "created 0x000004d2  id 0  65536 bytes  rw-------\n"
		  "> touch 1234\n"
		  "touched 16 pages at 1234+0, made 16\n"
		  "> fill 1234 32K\n"
		  "filled 32768 bytes at 1234+0\n"
		  "> touch 1234\n"
		  "touched 16 pages at 1234+0, made 8\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.changes = true,
	.run = touch,
};
