/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/places.h"

#include "language/numbers.h"

#include <limits.h>
#include <string.h>

static bool begins(const char *text, size_t length, const char *prefix)
{
	size_t prefix_length = strlen(prefix);

	return length >= prefix_length &&
	       memcmp(text, prefix, prefix_length) == 0;
}

/* A key of 32 bits: 1234, 0x4d2, -1. */
static bool read_key(const char *name, const char *text, size_t length,
                     key_t *key, struct complaint *complaint)
{
	struct number number;
	enum number_error error = number_parse(text, length, &number);

	if (error == NUMBER_MALFORMED) {
		complain(complaint, "%s: '%.*s' does not choose a segment",
		         name, complaint_width(length), text);
		if (!number_explain_octal(text, length, complaint))
			complaint_cause(complaint,
			                "a key, as 1234 or 0x4d2, or id:N, "
			                "ftok:PATH:ID, text:ABCD, private, or "
			                ". for the current segment");
		return false;
	}
	if (error == NUMBER_TOO_LARGE || number.magnitude > UINT32_MAX ||
	    (number.negative && number.magnitude > (uint64_t)INT32_MAX + 1)) {
		complain(complaint, "%s: key '%.*s' does not fit 32 bits", name,
		         complaint_width(length), text);
		complaint_cause(complaint,
		                "shmget(2) would take its low 32 bits, which "
		                "name another segment");
		return false;
	}
	*key = (key_t)(uint32_t)(number.negative ? -number.magnitude
	                                         : number.magnitude);
	return true;
}

static bool read_id(const char *text, size_t length,
                    struct segment_name *segment, struct complaint *complaint)
{
	uint64_t id;

	if (!number_read_unsigned("id", text, length, INT_MAX, &id, complaint))
		return false;
	segment->form = SEGMENT_ID;
	segment->id = (int)id;
	return true;
}

/* The ID of ftok(3): its low eight bits count, and they may not be 0. */
bool ftok_id_read(const char *name, const char *text, size_t length,
                  unsigned char *letter, struct complaint *complaint)
{
	struct number parsed;
	uint64_t number;

	if (length == 1 && (*text < '0' || *text > '9')) {
		*letter = (unsigned char)*text;
		return true;
	}
	if (number_parse(text, length, &parsed) == NUMBER_MALFORMED)
		return complain(complaint,
		                "%s: the ID of ftok is a character or a "
		                "number, not '%.*s'",
		                name, complaint_width(length), text);
	if (!number_read_unsigned(name, text, length, 255, &number, complaint))
		return false;
	if (number == 0)
		return complain(complaint,
		                "%s: the ID of ftok may not be 0 (ftok(3))",
		                name);
	*letter = (unsigned char)number;
	return true;
}

static bool read_ftok(const char *name, const char *text, size_t length,
                      struct segment_name *segment, struct complaint *complaint)
{
	const char *path = text + strlen("ftok:");
	size_t rest = length - strlen("ftok:");
	const char *colon = memrchr(path, ':', rest);

	if (!colon || colon == path || colon == path + rest - 1)
		return complain(complaint, "%s: '%.*s' is not ftok:PATH:ID",
		                name, complaint_width(length), text);
	if (memchr(path, '\0', (size_t)(colon - path)))
		return complain(complaint, "%s: a path holds no NUL byte",
		                name);
	segment->form = SEGMENT_FTOK;
	segment->path_length = (size_t)(colon - path);
	return ftok_id_read(name, colon + 1, rest - segment->path_length - 1,
	                    &segment->letter, complaint);
}

/* As a compiler makes a number of 'NTP0': the first byte is the highest. */
static bool read_text(const char *name, const char *text, size_t length,
                      struct segment_name *segment, struct complaint *complaint)
{
	uint32_t key = 0;

	if (length < 1 || length > 4) {
		complain(complaint,
		         "%s: a key holds one to four bytes of text, not %zu",
		         name, length);
		return false;
	}
	if (memchr(text, '\0', length))
		return complain(complaint, "%s: text for a key holds no NUL",
		                name);
	for (size_t i = 0; i < length; i++)
		key = key << 8 | (unsigned char)text[i];
	segment->form = SEGMENT_KEY;
	segment->key = (key_t)key;
	return true;
}

bool segment_read(const char *name, const char *text, size_t length,
                  struct segment_name *segment, struct complaint *complaint)
{
	*segment = (struct segment_name){ .text = text, .length = length };
	if (length == 1 && *text == '.')
		return true;
	if (length == strlen("private") && begins(text, length, "private")) {
		segment->form = SEGMENT_PRIVATE;
		return true;
	}
	if (begins(text, length, "id:"))
		return read_id(text + 3, length - 3, segment, complaint);
	if (begins(text, length, "ftok:"))
		return read_ftok(name, text, length, segment, complaint);
	if (begins(text, length, "text:"))
		return read_text(name, text + 5, length - 5, segment,
		                 complaint);
	if (!read_key(name, text, length, &segment->key, complaint))
		return false;
	segment->form = segment->key == 0 ? SEGMENT_PRIVATE : SEGMENT_KEY;
	return true;
}

/* The + of an offset: the last one with a digit or a sign behind it, and of
 * ftok:PATH:ID not one in PATH. LENGTH when there is none. */
static size_t offset_find(const char *text, size_t length)
{
	const char *first = begins(text, length, "ftok:")
	                            ? memrchr(text, ':', length)
	                            : text;
	const char *plus = memrchr(first, '+', length - (size_t)(first - text));
	size_t position;

	if (!plus)
		return length;
	position = (size_t)(plus - text);
	if (length - position < 2)
		return position;
	return (plus[1] >= '0' && plus[1] <= '9') || plus[1] == '-' ? position
	                                                            : length;
}

bool place_read(const char *name, const char *text, size_t length,
                struct place *place, struct complaint *complaint)
{
	size_t segment_length = offset_find(text, length);

	place->offset = 0;
	if (segment_length < length &&
	    !size_read("OFFSET", text + segment_length + 1,
	               length - segment_length - 1, &place->offset, complaint))
		return false;
	if (segment_length == 0 && length > 0) {
		place->segment =
			(struct segment_name){ .text = ".", .length = 1 };
		return true;
	}
	return segment_read(name, text, segment_length, &place->segment,
	                    complaint);
}

const char *segment_ftok_path(const struct segment_name *segment)
{
	return segment->text + strlen("ftok:");
}
