/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/spot.h"

#include "session/contents.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/style.h"

#include <string.h>

enum {
	WIDTH_MOST = 20, /* digits of the largest offset */
	SPOT_ROOM = KEY_ROOM + WIDTH_MOST + 1
};

struct spots spots_of(struct session *session, const char *command,
                      const struct contents *contents)
{
	const struct attachment *attachment = contents->attachment;
	uint64_t end = contents->offset + contents->length;
	struct spots spots = {
		.session = session,
		.command = command,
		.attachment = attachment,
		.width = 1,
	};

	describe_choice(attachment_key(attachment), attachment->id,
	                spots.choice);
	spots.choice_length = strlen(spots.choice);
	for (end -= end > 0; end >= 10; end /= 10)
		spots.width++;
	return spots;
}

/* By hand: there may be millions of lines. */
void spot_begin(const struct spots *spots, uint64_t offset)
{
	struct output *output = spots->session->output;
	char digits[WIDTH_MOST];
	size_t first = WIDTH_MOST;
	char *room;

	style_begin(output, STYLE_DIM);
	do
		digits[--first] = (char)('0' + offset % 10);
	while (offset /= 10);
	room = output_room(output, SPOT_ROOM);
	memcpy(room, spots->choice, KEY_ROOM);
	room[spots->choice_length] = '+';
	room += spots->choice_length + 1;
	memset(room, ' ', WIDTH_MOST);
	memcpy(room, digits + first, WIDTH_MOST - first);
	output_wrote(output, spots->choice_length + 1 + spots->width);
	style_end(output);
	output_text(output, "  ");
}

struct json spot_json(const struct spots *spots, uint64_t offset)
{
	struct json json = json_begin(spots->session->output);

	json_string(&json, "command", spots->command);
	json_segment(&json, attachment_key(spots->attachment),
	             spots->attachment->id);
	json_unsigned(&json, "offset", offset);
	return json;
}
