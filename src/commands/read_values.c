/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/read_values.h"

#include "commands/show_value.h"
#include "session/contents.h"
#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "session/values.h"
#include "shm/attachments.h"
#include "text/json.h"

#include <inttypes.h>

enum {
	PIECE = 65536 /* bytes that are shown before Ctrl-C is looked at */
};

_Static_assert(PIECE >= (int)TYPE_MOST && (int)SESSION_PIECE >= PIECE,
               "a piece holds any value");

bool read_values_check(const struct value_type *type, uint64_t length,
                       struct complaint *complaint)
{
	uint64_t whole = length / type->size;
	char name[TYPE_ROOM];

	if (length % type->size == 0)
		return true;
	type_print(type, name);
	complain(complaint,
	         "LENGTH: %" PRIu64 " is no whole number of values of %s, "
	         "%zu bytes each",
	         length, name, type->size);
	complaint_remedy(complaint, "read -t %s -n %" PRIu64 " ...", name,
	                 whole > 0 ? whole : 1);
	return false;
}

/* Values that lie in a segment. */
struct run {
	struct session *session;
	struct attachment *attachment;
	const struct value_type *type;
	uint64_t offset;
	uint64_t count;
};

static void show_object(const struct run *run, uint64_t offset, size_t count,
                        const char *bytes)
{
	struct json json = json_begin(run->session->output);
	const struct value_type *type = run->type;
	char name[TYPE_ROOM];

	type_print(type, name);
	json_string(&json, "command", "read");
	json_segment(&json, attachment_key(run->attachment),
	             run->attachment->id);
	json_unsigned(&json, "offset", offset);
	json_string(&json, "type", name);
	json_array(&json, "values");
	for (size_t i = 0; i < count; i++)
		show_value_json(&json, NULL, type, bytes + i * type->size);
	json_array_end(&json);
	/* what no string can hold is exact there */
	if (type->form == VALUE_TEXT)
		json_hex(&json, "hex", bytes, count * type->size);
	json_end(&json);
}

static void show_piece(const struct run *run, uint64_t offset, size_t count)
{
	const char *bytes = run->session->piece;

	if (run->session->json) {
		show_object(run, offset, count, bytes);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		show_value(run->session->output, run->type,
		           bytes + i * run->type->size);
		output_byte(run->session->output, '\n');
	}
}

/* How many values are shown at once. */
static size_t piece_count(const struct run *run)
{
	size_t most = (run->session->json ? CONTENTS_JSON_PIECE : PIECE) /
	              run->type->size;

	return most > 0 ? most : 1;
}

static bool show_pieces(const struct run *run)
{
	struct session *session = run->session;
	size_t most = piece_count(run);
	uint64_t done = 0;

	do {
		uint64_t offset = run->offset + done * run->type->size;
		uint64_t left = run->count - done;
		size_t count = left < most ? left : most;

		if (!values_load(session, run->attachment, offset,
		                 run->type->size, count, session->piece))
			return false;
		show_piece(run, offset, count);
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " values",
			            done, run->count);
		done += count;
		progress_at(session, done * run->type->size);
	} while (done < run->count && session->output->error == 0);
	return true;
}

/* Bytes at the end that are no whole value are not lost silently. */
static void note_rest(const struct run *run)
{
	size_t rest = (run->attachment->size - run->offset) % run->type->size;
	char name[TYPE_ROOM];

	type_print(run->type, name);
	if (rest > 0)
		note(run->session,
		     "the last %zu byte%s of the segment %s no whole %s", rest,
		     rest == 1 ? "" : "s", rest == 1 ? "is" : "are", name);
}

bool read_values(struct session *session, const struct place *place,
                 const struct value_type *type, uint64_t count)
{
	bool all = count == HOW_MANY_ALL;
	struct run run = {
		.session = session,
		.type = type,
		.offset = place->offset,
		.count = count,
	};
	uint64_t length;
	bool good;

	if (__builtin_mul_overflow(count, type->size, &length) && !all)
		return fail(session,
		            "COUNT: %" PRIu64
		            " values are more than any segment holds",
		            count);
	if (!place_open(session, place, TO_READ, all ? 0 : length,
	                &run.attachment))
		return false;
	if (all)
		run.count = (run.attachment->size - run.offset) / type->size;
	progress_begin(session, run.attachment, run.count * type->size);
	good = show_pieces(&run);
	progress_end(session);
	if (good && all)
		note_rest(&run);
	return good;
}
