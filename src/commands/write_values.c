/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/write_values.h"

#include "memory/value.h"
#include "session/changed.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "session/values.h"
#include "shm/attachments.h"

_Static_assert(SESSION_PIECE >= (int)TYPE_MOST, "a piece holds any value");

bool write_values_check(const struct value_type *type,
                        const struct repeated_words *values,
                        struct complaint *complaint)
{
	static char bytes[TYPE_MOST];

	for (size_t i = 0; i < values->count; i++) {
		const struct word *word = &values->items[i];

		if (!word->unknown &&
		    !value_parse("VALUE", type, word->text, word->length, bytes,
		                 complaint))
			return false;
	}
	return true;
}

/* The bytes of COUNT words into the session's piece. */
static void parse(struct session *session, const struct value_type *type,
                  const struct word *words, size_t count)
{
	struct complaint complaint;

	for (size_t i = 0; i < count; i++)
		value_parse("VALUE", type, words[i].text, words[i].length,
		            session->piece + i * type->size, &complaint);
}

static bool store_pieces(struct session *session, struct attachment *attachment,
                         const struct place *place,
                         const struct value_type *type,
                         const struct repeated_words *values)
{
	size_t most = SESSION_PIECE / type->size;
	size_t count;

	/* when all fit into one piece that is asked for by its store */
	if (values->count > most &&
	    !place_prepare_write(session, attachment, place->offset,
	                         values->count * type->size))
		return false;
	for (size_t done = 0; done < values->count; done += count) {
		count = values->count - done;
		count = count < most ? count : most;
		if (session_interrupted)
			return fail(session,
			            "interrupted: %zu of %zu values are "
			            "written",
			            done, values->count);
		parse(session, type, &values->items[done], count);
		if (!values_store(session, attachment,
		                  place->offset + done * type->size, type->size,
		                  count, session->piece))
			return false;
	}
	return true;
}

bool write_values(struct session *session, const struct place *place,
                  const struct value_type *type,
                  const struct repeated_words *values)
{
	size_t length = values->count * type->size;
	struct attachment *attachment;

	if (!place_open(session, place, TO_WRITE, length, &attachment) ||
	    !store_pieces(session, attachment, place, type, values))
		return false;
	changed_bytes(session, "write", attachment, place->offset, length);
	return true;
}
