/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/filters.h"

#include "language/filter_value.h"
#include "language/near.h"
#include "language/places.h"
#include "text/line.h"

#include <string.h>

static const struct word_of_filter {
	const char *word;
	enum filter_field field;
	enum filter_value_kind kind;
	const char *summary;
} words[] = {
	{ "key", FILTER_KEY, FILTER_VALUE_KEY, "1234, 0x4d2 or private" },
	{ "id", FILTER_ID, FILTER_VALUE_NUMBER, "an id" },
	{ "owner", FILTER_OWNER, FILTER_VALUE_NAME, "a user or a uid" },
	{ "group", FILTER_GROUP, FILTER_VALUE_NAME, "a group or a gid" },
	{ "creator", FILTER_CREATOR, FILTER_VALUE_NAME,
	  "the user who made it" },
	{ "mode", FILTER_MODE, FILTER_VALUE_MODE, "0600, or u=rw" },
	{ "size", FILTER_SIZE, FILTER_VALUE_SIZE, "bytes, as 1M" },
	{ "rss", FILTER_RSS, FILTER_VALUE_SIZE, "bytes in memory" },
	{ "swap", FILTER_SWAP, FILTER_VALUE_SIZE, "bytes in swap" },
	{ "nattch", FILTER_NATTCH, FILTER_VALUE_NUMBER,
	  "how often it is attached" },
	{ "attached", FILTER_NATTCH, FILTER_VALUE_NUMBER, "the same" },
	{ "cpid", FILTER_CPID, FILTER_VALUE_NUMBER,
	  "the process that made it" },
	{ "lpid", FILTER_LPID, FILTER_VALUE_NUMBER,
	  "the last one that used it" },
	{ "cmd", FILTER_CMD, FILTER_VALUE_NAME, "the command of its maker" },
	{ "age", FILTER_AGE, FILTER_VALUE_AGE,
	  "since it was made or changed, as 2h" },
	{ "locked", FILTER_LOCKED, FILTER_VALUE_NONE, "kept out of swap" },
	{ "removed", FILTER_REMOVED, FILTER_VALUE_NONE,
	  "gone with its last user" },
	{ "dest", FILTER_REMOVED, FILTER_VALUE_NONE, "the same" },
	{ "orphan", FILTER_ORPHAN, FILTER_VALUE_NONE,
	  "not attached, its maker is gone" },
	{ "unreadable", FILTER_UNREADABLE, FILTER_VALUE_NONE,
	  "you may not read it" },
};

enum {
	WORDS = sizeof(words) / sizeof(words[0])
};

const char *filter_word(size_t index, const char **summary, bool *compared)
{
	if (index >= WORDS)
		return NULL;
	*summary = words[index].summary;
	*compared = words[index].kind != FILTER_VALUE_NONE;
	return words[index].word;
}

/* The longer ones first. */
static const struct {
	const char *sign;
	enum filter_comparison comparison;
} signs[] = {
	{ "!=", FILTER_IS_NOT },   { "<=", FILTER_AT_MOST },
	{ ">=", FILTER_AT_LEAST }, { "==", FILTER_IS },
	{ "=", FILTER_IS },        { "<", FILTER_BELOW },
	{ ">", FILTER_ABOVE },
};

enum {
	SIGNS = sizeof(signs) / sizeof(signs[0])
};

/* A filter taken apart: !FIELD, or FIELD SIGN VALUE. */
struct parts {
	const char *word; /* all of it */
	size_t word_length;
	bool negated;
	const char *field;
	size_t field_length;
	const char *sign; /* NULL: none */
	size_t sign_length;
	enum filter_comparison comparison;
	const char *value;
	size_t length;
};

static void split_sign(struct parts *parts, const char *text, size_t length)
{
	for (size_t i = 0; i < SIGNS; i++) {
		size_t sign = strlen(signs[i].sign);

		if (length < sign || memcmp(text, signs[i].sign, sign) != 0)
			continue;
		parts->sign = text;
		parts->sign_length = sign;
		parts->comparison = signs[i].comparison;
		parts->value = text + sign;
		parts->length = length - sign;
		return;
	}
}

static struct parts split(const char *text, size_t length)
{
	struct parts parts = { .word = text, .word_length = length };
	size_t end;

	parts.negated = length > 0 && *text == '!';
	text += parts.negated;
	length -= parts.negated;
	for (end = 0; end < length && !parts.sign; end++)
		split_sign(&parts, text + end, length - end);
	parts.field = text;
	parts.field_length = parts.sign ? (size_t)(parts.sign - text) : length;
	return parts;
}

static const struct word_of_filter *find_word(const struct parts *parts)
{
	for (size_t i = 0; i < WORDS; i++)
		if (strlen(words[i].word) == parts->field_length &&
		    memcmp(words[i].word, parts->field, parts->field_length) ==
		            0)
			return &words[i];
	return NULL;
}

/* "key, id, ...": those that a value follows, or those that stand alone. */
static void add_words(struct line *line, bool compared)
{
	bool follows = false;

	for (size_t i = 0; i < WORDS; i++) {
		if ((words[i].kind != FILTER_VALUE_NONE) != compared)
			continue;
		line_add(line, "%s%s", follows ? ", " : "", words[i].word);
		follows = true;
	}
}

/* Was a segment meant? */
static bool is_segment(const struct parts *parts)
{
	struct segment_name segment;
	struct complaint ignored;

	return !parts->sign && !parts->negated &&
	       segment_read("", parts->word, parts->word_length, &segment,
	                    &ignored);
}

static bool add_near(const struct parts *parts, struct complaint *complaint)
{
	for (size_t i = 0; i < WORDS; i++) {
		if (!near_enough(words[i].word, parts->field,
		                 parts->field_length))
			continue;
		complaint_cause(
			complaint, "it may be %s%.*s", words[i].word,
			complaint_width(parts->sign_length + parts->length),
			parts->sign ? parts->sign : "");
		return true;
	}
	return false;
}

static bool complain_word(const char *name, const struct parts *parts,
                          struct complaint *complaint)
{
	int width = complaint_width(parts->word_length);
	char text[sizeof(complaint->cause)];
	struct line line = line_on(text, sizeof(text));

	complain(complaint, "%s: '%.*s' is no filter", name, width,
	         parts->word);
	if (is_segment(parts))
		complaint_remedy(complaint, "stat %.*s", width, parts->word);
	else if (add_near(parts, complaint))
		return false;
	line_add(&line, "it is one of ");
	add_words(&line, true);
	line_add(&line, " with = and a value, as owner=root or size>=1M, or ");
	add_words(&line, false);
	complaint_cause(complaint, "%s", text);
	return false;
}

static bool is_ordered(enum filter_value_kind kind)
{
	return kind == FILTER_VALUE_SIZE || kind == FILTER_VALUE_NUMBER ||
	       kind == FILTER_VALUE_AGE;
}

/* Do the parts go together? */
static bool check_parts(const char *name, const struct word_of_filter *word,
                        const struct parts *parts, struct complaint *complaint)
{
	if (word->kind == FILTER_VALUE_NONE && parts->sign) {
		complain(complaint, "%s: %s takes no value", name, word->word);
		complaint_cause(complaint, "%s stands alone; !%s is all others",
		                word->word, word->word);
		return false;
	}
	if (word->kind == FILTER_VALUE_NONE)
		return true;
	if (parts->negated) {
		complain(complaint, "%s: ! does not go with %s", name,
		         word->word);
		complaint_cause(complaint, "what is not so is %s!=VALUE",
		                word->word);
		return false;
	}
	if (!parts->sign || parts->length == 0) {
		complain(complaint, "%s: %s needs a value", name, word->word);
		complaint_cause(complaint, "%s= is followed by %s%s",
		                word->word, word->summary,
		                is_ordered(word->kind)
		                        ? "; < <= > >= != may stand there, too"
		                        : "; != may stand there, too");
		return false;
	}
	if (!is_ordered(word->kind) && parts->comparison > FILTER_IS_NOT) {
		complain(complaint, "%s: %s has no %.*s", name, word->word,
		         (int)parts->sign_length, parts->sign);
		complaint_cause(complaint, "it is compared by = and !=");
		return false;
	}
	return true;
}

bool filter_read(const char *name, const char *text, size_t length,
                 struct filter *filter, struct complaint *complaint)
{
	struct parts parts = split(text, length);
	const struct word_of_filter *word = find_word(&parts);

	*filter = (struct filter){ .comparison = parts.comparison };
	if (!word)
		return complain_word(name, &parts, complaint);
	filter->field = word->field;
	if (!check_parts(name, word, &parts, complaint))
		return false;
	if (word->kind == FILTER_VALUE_NONE) {
		filter->number = 1;
		filter->comparison = parts.negated ? FILTER_IS_NOT : FILTER_IS;
		return true;
	}
	return filter_value_read(word->kind, word->word, parts.value,
	                         parts.length, filter, complaint);
}

bool filter_holds(const struct filter *filter, uint64_t value)
{
	switch (filter->comparison) {
	case FILTER_IS:
		return value == filter->number;
	case FILTER_IS_NOT:
		return value != filter->number;
	case FILTER_BELOW:
		return value < filter->number;
	case FILTER_AT_MOST:
		return value <= filter->number;
	case FILTER_ABOVE:
		return value > filter->number;
	case FILTER_AT_LEAST:
		return value >= filter->number;
	}
	return false;
}
