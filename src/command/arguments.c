/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/arguments.h"

#include "command/usage.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct arguments_store *store;
	const struct command *command;
	const struct word *words;
	size_t count;
	size_t position;
	unsigned given; /* a bit for each row that had a word */
	struct complaint *complaint;
};

/* A complaint about the words as a whole ends in the usage. */
static bool add_usage(struct reader *reader)
{
	char synopsis[USAGE_ROOM];

	usage_synopsis(reader->command, synopsis, sizeof(synopsis));
	if (reader->complaint->remedy[0] == '\0')
		complaint_cause(reader->complaint, "usage: %s", synopsis);
	return false;
}

static void set_given(struct reader *reader, const struct parameter *parameter)
{
	reader->given |= 1u << (parameter - reader->command->parameters);
	if (parameter->given_offset)
		*(bool *)(reader->store->fields + parameter->given_offset) =
			true;
}

static bool read_value(struct reader *reader, const struct parameter *parameter,
                       const struct word *word)
{
	set_given(reader, parameter);
	if (word->unknown)
		return true;
	return kinds[parameter->kind].read(
		parameter->name, word,
		reader->store->fields + parameter->offset, reader->complaint);
}

static void set_switch(struct reader *reader, const struct parameter *parameter)
{
	set_given(reader, parameter);
	*(bool *)(reader->store->fields + parameter->offset) = true;
}

static const struct parameter *find_letter(const struct command *command,
                                           char letter)
{
	const struct parameter *row = command->parameters;

	while (row->summary && (!row->letter || row->letter != letter))
		row++;
	return row->summary ? row : NULL;
}

static const struct parameter *find_word(const struct command *command,
                                         const char *text, size_t length)
{
	const struct parameter *row = command->parameters;

	while (row->summary && (!row->word || strlen(row->word) != length ||
	                        memcmp(row->word, text, length) != 0))
		row++;
	return row->summary ? row : NULL;
}

static bool takes_key(const struct command *command)
{
	const struct parameter *row = command->parameters;

	while (row->summary && row->kind != KIND_SEGMENT &&
	       row->kind != KIND_NEW_SEGMENT && row->kind != KIND_PLACE &&
	       row->kind != KIND_ATTACHMENT)
		row++;
	return row->summary;
}

static bool complain_letter(struct reader *reader, const struct word *word,
                            char letter)
{
	complain(reader->complaint, "there is no option -%c", letter);
	if (letter >= '0' && letter <= '9' && takes_key(reader->command))
		complaint_remedy(reader->complaint, "%s -- %.*s",
		                 reader->command->name,
		                 complaint_width(word->length), word->text);
	return add_usage(reader);
}

/* -abc, -aVALUE or -a VALUE */
static bool read_letters(struct reader *reader)
{
	const struct word *word = &reader->words[reader->position++];

	for (size_t i = 1; i < word->length; i++) {
		const struct parameter *row =
			find_letter(reader->command, word->text[i]);
		struct word value;

		if (!row)
			return complain_letter(reader, word, word->text[i]);
		if (row->kind == KIND_SWITCH) {
			set_switch(reader, row);
			continue;
		}
		/* the value is in a variable: -a$address */
		if (i + 1 == word->length && word->unknown) {
			set_given(reader, row);
			return true;
		}
		if (i + 1 < word->length) {
			value = *word;
			value.text += i + 1;
			value.length -= i + 1;
			return read_value(reader, row, &value);
		}
		if (reader->position < reader->count)
			return read_value(reader, row,
			                  &reader->words[reader->position++]);
		complain(reader->complaint, "option -%c needs a %s",
		         row->letter, row->name);
		return add_usage(reader);
	}
	return true;
}

/* --word, --word=VALUE or --word VALUE */
static bool read_long(struct reader *reader)
{
	const struct word *word = &reader->words[reader->position++];
	const char *text = word->text + 2;
	const char *equals = memchr(text, '=', word->length - 2);
	size_t length = equals ? (size_t)(equals - text) : word->length - 2;
	const struct parameter *row = find_word(reader->command, text, length);
	struct word value = *word;

	if (!row) {
		complain(reader->complaint, "there is no option --%.*s",
		         complaint_width(length), text);
		return add_usage(reader);
	}
	if (row->kind == KIND_SWITCH) {
		set_switch(reader, row);
		if (!equals)
			return true;
		complain(reader->complaint, "option --%s takes no value",
		         row->word);
		return add_usage(reader);
	}
	if (equals) {
		value.length -= length + 3;
		value.text = equals + 1;
		return read_value(reader, row, &value);
	}
	if (reader->position < reader->count)
		return read_value(reader, row,
		                  &reader->words[reader->position++]);
	complain(reader->complaint, "option --%s needs a %s", row->word,
	         row->name);
	return add_usage(reader);
}

static bool read_options(struct reader *reader)
{
	while (reader->position < reader->count) {
		const struct word *word = &reader->words[reader->position];

		if (word->length < 2 || word->text[0] != '-')
			return true;
		if (word->text[1] != '-') {
			if (!read_letters(reader))
				return false;
		} else if (word->length == 2) {
			reader->position++;
			return true;
		} else if (!read_long(reader)) {
			return false;
		}
	}
	return true;
}

/* The words that are left, as they are. */
static bool read_words(struct reader *reader, const struct parameter *parameter,
                       struct repeated_words *field)
{
	struct word ignored;

	*field = (struct repeated_words){
		&reader->words[reader->position],
		reader->count - reader->position,
	};
	for (; reader->position < reader->count; reader->position++)
		if (!reader->words[reader->position].unknown &&
		    !kinds[parameter->kind].read(
			    parameter->name, &reader->words[reader->position],
			    &ignored, reader->complaint))
			return false;
	return true;
}

static bool reserve_segments(struct arguments_store *store, size_t count)
{
	struct segment_name *segments;

	if (store->room >= count)
		return true;
	segments = reallocarray(store->segments, count, sizeof(*segments));
	if (!segments)
		return false;
	store->segments = segments;
	store->room = count;
	return true;
}

/* The words that are left, each as a segment. */
static bool read_segments(struct reader *reader,
                          const struct parameter *parameter,
                          struct repeated_segments *field)
{
	size_t count = reader->count - reader->position;

	if (!reserve_segments(reader->store, count))
		return complain(reader->complaint, "out of memory");
	for (size_t i = 0; i < count; i++) {
		const struct word *word = &reader->words[reader->position++];
		struct segment_name *segment = &reader->store->segments[i];

		*segment = (struct segment_name){ 0 };
		if (!word->unknown &&
		    !kinds[KIND_SEGMENT].read(parameter->name, word, segment,
		                              reader->complaint))
			return false;
	}
	*field = (struct repeated_segments){ reader->store->segments, count };
	return true;
}

/* All words that are left, for the last operand. */
static bool read_repeated(struct reader *reader,
                          const struct parameter *parameter)
{
	void *field = reader->store->fields + parameter->offset;

	if (reader->position == reader->count)
		return true;
	set_given(reader, parameter);
	if (parameter->kind == KIND_SEGMENT)
		return read_segments(reader, parameter, field);
	return read_words(reader, parameter, field);
}

/* What is no operand may be an option that comes too late; returns false. */
static bool explain_late_option(struct reader *reader, const struct word *word)
{
	if (word->length >= 2 && word->text[0] == '-' &&
	    find_letter(reader->command, word->text[1])) {
		complaint_cause(reader->complaint,
		                "options come before operands");
		complaint_remedy(reader->complaint, "%s %.*s ...",
		                 reader->command->name,
		                 complaint_width(word->length), word->text);
	}
	return false;
}

static bool read_operand(struct reader *reader,
                         const struct parameter *parameter)
{
	bool there = reader->position < reader->count;

	if (!there && (parameter->presence == PRESENCE_REQUIRED ||
	               parameter->presence == PRESENCE_SOME)) {
		complain(reader->complaint, "%s is missing", parameter->name);
		return add_usage(reader);
	}
	if (parameter->presence == PRESENCE_SOME ||
	    parameter->presence == PRESENCE_ANY)
		return read_repeated(reader, parameter);
	if (!there)
		return true;

	const struct word *word = &reader->words[reader->position++];

	return read_value(reader, parameter, word) ||
	       explain_late_option(reader, word);
}

static bool read_operands(struct reader *reader)
{
	const struct parameter *row;

	for (row = reader->command->parameters; row->summary; row++)
		if (!row->letter && !read_operand(reader, row))
			return false;
	if (reader->position == reader->count)
		return true;

	const struct word *extra = &reader->words[reader->position];

	complain(reader->complaint, "'%.*s' is one operand too many",
	         complaint_width(extra->length), extra->text);
	add_usage(reader);
	return explain_late_option(reader, extra);
}

/* The row of the option LETTER, if it had a word. */
static const struct parameter *given_option(const struct reader *reader,
                                            char letter)
{
	const struct parameter *row =
		letter ? find_letter(reader->command, letter) : NULL;

	if (row && reader->given & 1u << (row - reader->command->parameters))
		return row;
	return NULL;
}

static bool complain_relation(struct reader *reader,
                              const struct parameter *row, bool needs,
                              char letter)
{
	char option[3] = { '-', row->letter, '\0' };
	const char *name = row->letter ? option : row->name;

	if (needs)
		complain(reader->complaint, "%s needs -%c too", name, letter);
	else
		complain(reader->complaint, "%s and -%c exclude each other",
		         name, letter);
	return add_usage(reader);
}

/* Rows that need or exclude another one. */
static bool check_relations(struct reader *reader)
{
	const struct parameter *rows = reader->command->parameters;

	for (const struct parameter *row = rows; row->summary; row++) {
		if (!(reader->given & 1u << (row - rows)))
			continue;
		if (row->needs && !given_option(reader, row->needs))
			return complain_relation(reader, row, true, row->needs);
		if (given_option(reader, row->excludes))
			return complain_relation(reader, row, false,
			                         row->excludes);
	}
	return true;
}

bool arguments_read(struct arguments_store *store,
                    const struct command *command, const struct word *words,
                    size_t count, struct complaint *complaint)
{
	struct reader reader = {
		.store = store,
		.command = command,
		.words = words,
		.count = count,
		.position = 1,
		.complaint = complaint,
	};

	if (command->defaults)
		memcpy(store->fields, command->defaults,
		       command->arguments_size);
	else
		memset(store->fields, 0, command->arguments_size);
	store->unchecked = false;
	if (!read_options(&reader))
		return false;
	store->unchecked =
		reader.position < count && words[reader.position].unknown;
	if (store->unchecked)
		return true;
	return read_operands(&reader) &&
	       (reader.given == 0 || check_relations(&reader));
}

void arguments_store_finish(struct arguments_store *store)
{
	free(store->segments);
	store->segments = NULL;
	store->room = 0;
}
