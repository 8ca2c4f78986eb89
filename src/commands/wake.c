/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "shm/futex.h"
#include "text/json.h"

#include <inttypes.h>
#include <limits.h>

struct arguments {
	struct place place;
	uint64_t count;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place,
	        "the word that they wait at"),
	OPERAND(OPTIONAL, "COUNT", KIND_NUMBER, count,
	        "how many at most; all of them"),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.count = INT_MAX,
};

enum {
	WORD = 4 /* bytes */
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	uint64_t offset = arguments->place.offset;

	if (offset % WORD != 0) {
		complain(complaint,
		         "PLACE: offset %" PRIu64 " is no multiple of %d",
		         offset, WORD);
		complaint_cause(complaint, "futex(2) knows aligned words of 32 "
		                           "bits only");
		return false;
	}
	return (arguments->count > 0 && arguments->count <= INT_MAX) ||
	       complain(complaint, "COUNT: it is from 1 to %d", INT_MAX);
}

static bool wake(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct place *place = &arguments->place;
	struct attachment *attachment;
	struct json json;
	int woken;

	if (!place_open(session, place, TO_READ, WORD, &attachment))
		return false;
	woken = futex_wake(attachment, &session->calls, place->offset,
	                   (uint32_t)arguments->count);
	if (woken < 0)
		return fail_access(session, attachment);
	if (!session->json) {
		output_print(session->output, "%d\n", woken);
		return true;
	}
	json = json_begin(session->output);
	json_string(&json, "command", "wake");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_unsigned(&json, "offset", place->offset);
	json_signed(&json, "woken", woken);
	json_end(&json);
	return true;
}

static const struct trouble troubles[] = {
	{ "PLACE: offset ... is no multiple of ...",
	  "Programs wait at aligned words of 32 bits: an int, as a rule." },
	{ NULL, NULL },
};

const struct command wake_command = {
	.name = "wake",
	.summary = "wake programs that wait at a word",
	.details = "It shows how many were woken by futex(2). Nothing in the "
		   "segment changes: who\nis woken looks whether the word is "
		   "what it waits for. A program that waits with\n"
		   "FUTEX_PRIVATE_FLAG can be woken by itself alone.",
	.wrong = troubles,
	.examples = {
		{ "Nobody waits at these words:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> wake 1234\n"
		  "0\n"
		  "> wake 1234+8 1\n"
		  "0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "A new value, and then word of it to who waits for one:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> atomic store 1234 1; wake 1234\n"
		  "0\n"
		  "0\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.changes = true,
	.check = check,
	.run = wake,
};
