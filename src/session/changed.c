/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/changed.h"

#include "session/describe.h"
#include "session/report.h"
#include "session/session.h"

#include <inttypes.h>
#include <stdio.h>

void changed_place(const struct attachment *attachment, uint64_t offset,
                   char text[static CHANGED_ROOM])
{
	char choice[KEY_ROOM];

	describe_choice(attachment_key(attachment), attachment->id, choice);
	snprintf(text, CHANGED_ROOM, "%s+%" PRIu64, choice, offset);
}

struct json changed_json(struct session *session, const char *command,
                         const struct attachment *attachment, uint64_t offset,
                         uint64_t length)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", command);
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_unsigned(&json, "offset", offset);
	json_unsigned(&json, "length", length);
	return json;
}

void changed_bytes(struct session *session, const char *command,
                   const struct attachment *attachment, size_t offset,
                   size_t length)
{
	char place[CHANGED_ROOM];
	struct json json;

	if (session->json) {
		json = changed_json(session, command, attachment, offset,
		                    length);
		json_end(&json);
	} else if (session->interactive || session->verbose) {
		changed_place(attachment, offset, place);
		confirm(session, "wrote %zu byte%s to %s", length,
		        length == 1 ? "" : "s", place);
	}
}
