/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/changed.h"

#include "session/describe.h"
#include "session/report.h"
#include "session/session.h"
#include "text/json.h"

void changed_bytes(struct session *session, const char *command,
                   const struct attachment *attachment, size_t offset,
                   size_t length)
{
	char choice[KEY_ROOM];
	struct json json;

	if (session->json) {
		json = json_begin(session->output);
		json_string(&json, "command", command);
		json_segment(&json, attachment_key(attachment), attachment->id);
		json_unsigned(&json, "offset", offset);
		json_unsigned(&json, "length", length);
		json_end(&json);
	} else if (session->interactive || session->verbose) {
		describe_choice(attachment_key(attachment), attachment->id,
		                choice);
		confirm(session, "wrote %zu byte%s to %s+%zu", length,
		        length == 1 ? "" : "s", choice, offset);
	}
}
