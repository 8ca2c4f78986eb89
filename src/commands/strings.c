/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "memory/runs.h"
#include "session/contents.h"
#include "session/place.h"
#include "session/session.h"
#include "session/spot.h"
#include "text/escape.h"

struct arguments {
	uint64_t least;
	struct place place;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	OPTION('n', "bytes", "MIN", KIND_NUMBER, least,
	       "only texts of that many bytes or more; 4"),
	OPERAND(OPTIONAL, "PLACE", KIND_PLACE, place,
	        "where to begin; the current segment"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to look through; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.least = 4,
	.place.segment = { .text = ".", .length = 1 },
};

enum {
	AT_ONCE = 512
};

/* The texts of some contents; one may go on from piece to piece. */
struct strings {
	struct session *session;
	struct attachment *attachment;
	struct spots spots;
	uint64_t least;
	uint64_t open_at; /* where the text began that has not yet ended */
	uint64_t open_length;
};

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;

	return arguments->least > 0 ||
	       complain(complaint, "MIN: a text has one byte at least");
}

static bool goes_on(const struct strings *strings)
{
	return strings->session->output->error == 0 && !session_interrupted;
}

/* The text, or a part of it. */
static void show_part(const struct strings *strings, const char *bytes,
                      size_t length, uint64_t offset)
{
	struct json json;
	size_t count;

	if (!strings->session->json) {
		escape_show(strings->session->output, bytes, length,
		            ESCAPE_ALL);
		return;
	}
	for (size_t done = 0; done < length; done += count) {
		count = length - done < CONTENTS_JSON_PIECE
		                ? length - done
		                : CONTENTS_JSON_PIECE;
		json = spot_json(&strings->spots, offset + done);
		json_unsigned(&json, "length", count);
		json_contents(&json, bytes + done, count);
		json_end(&json);
	}
}

static void begin_line(const struct strings *strings, uint64_t offset)
{
	if (!strings->session->json)
		spot_begin(&strings->spots, offset);
}

static void end_line(const struct strings *strings)
{
	if (!strings->session->json)
		output_byte(strings->session->output, '\n');
}

/* One that came in several pieces is read again: it may be of any length. */
static bool show_again(const struct strings *strings, uint64_t offset,
                       uint64_t length)
{
	static char bytes[CONTENTS_JSON_PIECE];
	uint64_t done = 0;

	begin_line(strings, offset);
	while (done < length && goes_on(strings)) {
		size_t count = length - done < sizeof(bytes) ? length - done
		                                             : sizeof(bytes);

		if (!place_read_bytes(strings->session, strings->attachment,
		                      offset + done, bytes, count))
			return false;
		show_part(strings, bytes, count, offset + done);
		done += count;
	}
	end_line(strings);
	return true;
}

/* The text that was open has ended. */
static bool close_text(struct strings *strings)
{
	uint64_t length = strings->open_length;

	strings->open_length = 0;
	return length == 0 || length < strings->least ||
	       show_again(strings, strings->open_at, length);
}

/* Those of the piece; one that reaches its end stays open. */
static void show_runs(struct strings *strings, const char *bytes, size_t length,
                      uint64_t offset, size_t from)
{
	struct run runs[AT_ONCE];
	size_t count;

	do {
		count = runs_find(&run_text, bytes, length, &from,
		                  strings->least, runs, AT_ONCE);
		for (size_t i = 0; i < count && goes_on(strings); i++) {
			const struct run *run = &runs[i];

			if (run->at + run->length == length) {
				strings->open_at = offset + run->at;
				strings->open_length = run->length;
				return;
			}
			begin_line(strings, offset + run->at);
			show_part(strings, bytes + run->at, run->length,
			          offset + run->at);
			end_line(strings);
		}
	} while (count > 0 && goes_on(strings));
}

static bool take_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct strings *strings = context;
	size_t from = 0;

	if (!bytes)
		return close_text(strings);
	if (strings->open_length > 0) {
		from = run_length(&run_text, bytes, length);
		strings->open_length += from;
		if (from < length && !close_text(strings))
			return false;
	}
	if (from < length)
		show_runs(strings, bytes, length, offset, from);
	return goes_on(strings);
}

static bool strings(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct contents contents = { .tells_holes = true };
	struct strings strings = { .session = session,
		                   .least = arguments->least };

	if (!contents_open(session, &arguments->place, arguments->length,
	                   arguments->length_given, &contents))
		return false;
	strings.attachment = contents.attachment;
	strings.spots = spots_of(session, "strings", &contents);
	return contents_each(session, &contents, take_piece, &strings) &&
	       close_text(&strings);
}

static const struct trouble troubles[] = {
	{ "MIN: a text has one byte at least",
	  "-n 1 shows every printable byte." },
	{ "you may not attach it so (EACCES)",
	  "Its mode does not let you read: help modes." },
	{ NULL, NULL },
};

const struct command strings_command = {
	.name = "strings",
	.summary = "show the texts in a segment",
	.details = "A text is what strings(1) takes for one: four or more "
		   "printable ASCII characters\nand tabs in a row, whatever "
		   "stands behind it. Each is shown with its place.",
	.wrong = troubles,
	.examples = {
		{ "All texts of a segment, and where they are:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> printf 1234+16 \"user=%s\" ada\n"
		  "wrote 9 bytes to 1234+16\n"
		  "> printf 1234+1024 \"path=%s\" /srv/data\n"
		  "wrote 15 bytes to 1234+1024\n"
		  "> strings\n"
		  "1234+16    user=ada\n"
		  "1234+1024  path=/srv/data\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Short ones too, and where a word is among them:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> write 1234+100 \"on\"\n"
		  "wrote 3 bytes to 1234+100\n"
		  "> write 1234+200 \"offline\"\n"
		  "wrote 8 bytes to 1234+200\n"
		  "> strings -n 2\n"
		  "1234+100   on\n"
		  "1234+200   offline\n"
		  "> strings -n 2 | grep off\n"
		  "1234+200   offline\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.pages = true,
	.check = check,
	.run = strings,
};
