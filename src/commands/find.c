/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/find_show.h"
#include "memory/finder.h"
#include "memory/pattern.h"
#include "session/contents.h"
#include "session/report.h"
#include "session/session.h"
#include "text/json.h"

#include <inttypes.h>
#include <stdlib.h>

struct arguments {
	bool hex;
	bool typed;
	struct value_type type;
	bool count;
	uint64_t limit;
	bool limit_given;
	struct place place;
	struct word pattern;
	uint64_t length;
	bool length_given;
};

static const struct parameter parameters[] = {
	SWITCH('x', "hex", hex, "PATTERN is bytes in hex, as 4865"),
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "PATTERN is a value, as u32", GIVEN(typed), .excludes = 'x'),
	SWITCH('c', "count", count, "only say how many there are"),
	OPTION('l', "limit", "LIMIT", KIND_NUMBER, limit,
	       "stop when that many were found", GIVEN(limit_given)),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where to begin"),
	OPERAND(REQUIRED, "PATTERN", KIND_TEXT, pattern,
	        "text, without a NUL behind it; or what -x, -t say"),
	OPERAND(OPTIONAL, "LENGTH", KIND_SIZE, length,
	        "bytes to look through; up to the end", GIVEN(length_given)),
	END_OF_PARAMETERS,
};

/* The bytes that are looked for, the caller's to free; sets *SIZE. NULL when
 * PATTERN is none, which COMPLAINT says. */
static char *make_pattern(const struct arguments *arguments, size_t *size,
                          struct complaint *complaint)
{
	struct pattern pattern = {
		.text = arguments->pattern.text,
		.length = arguments->pattern.length,
		.hex = arguments->hex,
		.type = arguments->typed ? &arguments->type : NULL,
	};
	char *bytes;

	*size = pattern_size(&pattern);
	bytes = malloc(*size + 1);
	if (!bytes) {
		complain(complaint, "out of memory");
		return NULL;
	}
	if (pattern_read("PATTERN", &pattern, bytes, complaint))
		return bytes;
	free(bytes);
	return NULL;
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	char *bytes;
	size_t size;

	if (arguments->limit_given && arguments->limit == 0)
		return complain(complaint, "LIMIT: none is to be found");
	/* what is in variables may not be known yet */
	if (!arguments->pattern.text ||
	    (arguments->typed && arguments->type.size == 0))
		return true;
	bytes = make_pattern(arguments, &size, complaint);
	free(bytes);
	return bytes;
}

/* The piece that is looked through. */
struct find {
	struct session *session;
	struct finder finder;
	struct find_show show;
	uint64_t taken; /* bytes that were looked through, as far as is known */
};

static bool take_match(void *context, uint64_t offset)
{
	struct find *find = context;

	find->taken = offset - find->show.contents->offset;
	progress_at(find->session, find->taken);
	return find_show(&find->show, offset);
}

static bool take_piece(void *context, const char *bytes, size_t length,
                       uint64_t offset)
{
	struct find *find = context;

	find->show.piece = bytes;
	find->show.piece_offset = offset;
	find->show.piece_length = length;
	find->taken = offset - find->show.contents->offset;
	return finder_feed(&find->finder, bytes, length);
}

static void show_count(const struct find *find)
{
	const struct spots *spots = &find->show.spots;
	struct json json;

	if (find->session->json) {
		json = spot_json(spots, find->show.contents->offset);
		json_unsigned(&json, "length", find->show.contents->length);
		json_unsigned(&json, "count", find->finder.count);
		json_end(&json);
		return;
	}
	output_unsigned(find->session->output, find->finder.count);
	output_byte(find->session->output, '\n');
}

static bool fail_absent(const struct find *find)
{
	const struct contents *contents = find->show.contents;

	return fail(find->session,
	            "%s: not found in %" PRIu64 " byte%s from offset %" PRIu64
	            " on",
	            find->show.spots.choice, contents->length,
	            contents->length == 1 ? "" : "s", contents->offset);
}

static bool find_all(struct session *session, const struct arguments *arguments,
                     struct contents *contents, const char *bytes, size_t size)
{
	struct find find = {
		.session = session,
		.show = {
			.spots = spots_of(session, "find", contents),
			.contents = contents,
			.size = size,
			.as_bytes = arguments->hex || arguments->typed,
		},
		.finder = { .offset = contents->offset },
	};
	bool good;

	find.finder.context = &find;
	contents->taken = &find.taken;
	contents->silent = arguments->count;
	if (!arguments->count)
		find.finder.taker = take_match;
	/* what was found before is not what is meant behind a failure */
	session->matched = false;
	if (!finder_begin(&find.finder, bytes, size, arguments->limit))
		return fail(session, "out of memory");
	good = contents_each(session, contents, take_piece, &find);
	finder_end(&find.finder);
	session->matched = find.finder.count > 0;
	session->match = find.finder.first;
	if (!good)
		return false;
	if (arguments->count)
		show_count(&find);
	else if (find.finder.count == 0)
		return fail_absent(&find);
	return true;
}

static bool find(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct contents contents = { .tells_holes = true };
	struct complaint complaint;
	size_t size;
	char *bytes = make_pattern(arguments, &size, &complaint);
	bool good;

	if (!bytes)
		return fail_with(session, &complaint);
	good = contents_open(session, &arguments->place, arguments->length,
	                     arguments->length_given, &contents) &&
	       find_all(session, arguments, &contents, bytes, size);
	free(bytes);
	return good;
}

static const struct trouble troubles[] = {
	{ "not found in ... bytes from offset ... on",
	  "A search that finds nothing fails, as that of grep does: a script stops\n"
	  "there, unless the command begins with -. With -c, 0 is an answer." },
	{ "... is not bytes in hex, two digits each",
	  "With -x a byte is always two digits: 0a, not a." },
	{ "...: there is nothing in it",
	  "Nothing stands everywhere. For a NUL write -x 00 or \"\\0\"." },
	{ "$... is not set",
	  "$match is where the last find found something first; when it found\n"
	  "nothing there is no $match." },
	{ NULL, NULL },
};

static const struct arguments defaults = { .limit = UINT64_MAX };

const struct command find_command = {
	.name = "find",
	.summary = "find text, bytes or values",
	.details = "A line tells the place of a match and what stands there. "
		   "$match is the offset of\nthe first one: dump 1234+$match. "
		   "A match is looked for behind the end of the one\nbefore; a "
		   "value of a TYPE is found at any offset, aligned or not.",
	.wrong = troubles,
	.examples = {
		{ "Where a text is, and what lies before it:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> write 1234+1000 \"name=Ada age=36\"\n"
		  "wrote 16 bytes to 1234+1000\n"
		  "> find 1234 \"age=\"\n"
		  "1234+1009  age=36\n"
		  "> dump 1234+1000 16\n"
		  "000003e8  6e 61 6d 65 3d 41 64 61  20 61 67 65 3d 33 36 00  |name=Ada age=36.|\n"
		  "000003f8\n"
		  "> echo $match\n"
		  "1009\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "A number as a C program stores it, and how many NULs there are:",
		  "> create 1234 100\n"
		  "created 0x000004d2  id 0  100 bytes  rw-------\n"
		  "> write -x 1234+40 39 05 00 00\n"
		  "wrote 4 bytes to 1234+40\n"
		  "> find -t u32 1234 1337\n"
		  "1234+40  39 05 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |9...............|\n"
		  "> find -c -x 1234 00\n"
		  "98\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.pages = true,
	.check = check,
	.run = find,
};
