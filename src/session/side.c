/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/side.h"

#include "session/place.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "shm/backing.h"
#include "shm/extent.h"

#include <string.h>

bool side_open(struct session *session, const struct place *place,
               uint64_t length, bool given, struct side *side)
{
	const struct attachment *attachment;

	*side = (struct side){ .session = session, .offset = place->offset };
	if (!place_open(session, place, TO_READ, given ? length : 0,
	                &side->attachment))
		return false;
	attachment = side->attachment;
	side->length = given ? length : attachment->size - place->offset;
	side->populate.total = side->length;
	describe_choice(attachment_key(attachment), attachment->id, side->name);
	return true;
}

void side_close(struct side *side)
{
	populate_end(&side->populate);
}

uint64_t side_stretch(struct side *side, uint64_t at, uint64_t most, bool *hole)
{
	if (at < side->known_from || at >= side->known_to) {
		struct extent extent = extent_find(
			side->attachment, side->offset + at, side->length - at);

		side->known_from = at;
		side->known_to = at + extent.length;
		side->hole = extent.sort == EXTENT_HOLE;
		side->present = extent.sort == EXTENT_PRESENT;
	}
	*hole = side->hole;
	return side->known_to - at < most ? side->known_to - at : most;
}

bool side_read(struct side *side, uint64_t at, char *to, size_t length)
{
	bool known = at >= side->known_from && at + length <= side->known_to;

	if (known && side->hole) {
		memset(to, 0, length);
		return true;
	}
	/* the file behind needs no page tables */
	if (known && side->present && length >= BACKING_WORTH &&
	    backing_file(side->attachment) < 0)
		populate(&side->populate, side->attachment, side->offset + at,
		         length, side->known_to - at);
	return place_read_bytes(side->session, side->attachment,
	                        side->offset + at, to, length);
}
