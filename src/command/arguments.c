/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/arguments.h"

#include "command/unfit.h"
#include "command/walk.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct arguments_store *store;
	struct walk walk;
	unsigned given; /* a bit for each row that had a word */
	struct complaint *complaint;
};

static const struct command *command_of(const struct reader *reader)
{
	return reader->walk.command;
}

static void set_given(struct reader *reader, const struct parameter *parameter)
{
	reader->given |= 1u << (parameter - command_of(reader)->parameters);
	if (parameter->given_offset)
		*(bool *)(reader->store->fields + parameter->given_offset) =
			true;
}

static bool is_given(const struct reader *reader,
                     const struct parameter *parameter)
{
	return reader->given &
	       1u << (parameter - command_of(reader)->parameters);
}

static void *field_of(struct reader *reader, const struct parameter *parameter)
{
	return reader->store->fields + parameter->offset;
}

/* One of the words that are left, which stay where they are. */
static bool add_word(struct reader *reader, const struct parameter *row)
{
	struct repeated_words *field = field_of(reader, row);
	struct word ignored;

	if (!is_given(reader, row))
		field->items = reader->walk.value;
	field->count++;
	return reader->walk.value->unknown ||
	       kinds[row->kind].read(row->name, reader->walk.value, &ignored,
	                             reader->complaint);
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

/* One of the words that are left, as a segment. */
static bool add_segment(struct reader *reader, const struct parameter *row)
{
	const struct walk *walk = &reader->walk;
	struct repeated_segments *field = field_of(reader, row);
	struct segment_name *segment;

	if (!is_given(reader, row)) {
		if (!reserve_segments(reader->store,
		                      walk->count - walk->position + 1))
			return complain(reader->complaint, "out of memory");
		*field = (struct repeated_segments){ reader->store->segments,
			                             0 };
	}
	segment = &reader->store->segments[field->count++];
	*segment = (struct segment_name){ 0 };
	return walk->value->unknown ||
	       kinds[KIND_SEGMENT].read(row->name, walk->value, segment,
	                                reader->complaint);
}

/* The step's word is a value of its row. */
static bool read_value(struct reader *reader)
{
	const struct parameter *row = reader->walk.row;
	bool good;

	if (!parameter_is_repeated(row))
		good = reader->walk.value->unknown ||
		       kinds[row->kind].read(row->name, reader->walk.value,
		                             field_of(reader, row),
		                             reader->complaint);
	else if (row->kind == KIND_SEGMENT)
		good = add_segment(reader, row);
	else
		good = add_word(reader, row);
	set_given(reader, row);
	if (good || row->letter)
		return good;
	return unfit_word(&reader->walk, reader->complaint);
}

/* No word is left: is an operand that must be there without one? */
static bool check_missing(struct reader *reader)
{
	const struct parameter *row = reader->walk.operand;

	if (!row->summary || is_given(reader, row) ||
	    row->presence == PRESENCE_OPTIONAL || row->presence == PRESENCE_ANY)
		return true;
	complain(reader->complaint, "%s is missing", row->name);
	return unfit_usage(&reader->walk, reader->complaint);
}

/* The row of the option LETTER, if it had a word. */
static const struct parameter *given_option(const struct reader *reader,
                                            char letter)
{
	const struct parameter *row =
		letter ? parameter_find_letter(command_of(reader), letter)
		       : NULL;

	return row && is_given(reader, row) ? row : NULL;
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
	return unfit_usage(&reader->walk, reader->complaint);
}

/* The option before ROW that was given and excludes the same as ROW: both
 * stand in one pair of brackets. */
static const struct parameter *given_rival(const struct reader *reader,
                                           const struct parameter *row)
{
	const struct parameter *other = command_of(reader)->parameters;

	while (other != row &&
	       !(other->letter && other->excludes == row->excludes &&
	         is_given(reader, other)))
		other++;
	return row->letter && other != row ? other : NULL;
}

/* Rows that need or exclude another one. */
static bool check_relations(struct reader *reader)
{
	const struct parameter *rows = command_of(reader)->parameters;
	const struct parameter *other;

	for (unsigned left = reader->given; left; left &= left - 1) {
		const struct parameter *row = rows + __builtin_ctz(left);

		if (row->needs && !given_option(reader, row->needs))
			return complain_relation(reader, row, true, row->needs);
		if (!row->excludes)
			continue;
		other = given_option(reader, row->excludes);
		if (!other)
			other = given_rival(reader, row);
		if (other)
			return complain_relation(reader, row, false,
			                         other->letter);
	}
	return true;
}

/* Takes all steps; false with a complaint at the first that is wrong. */
static bool read_all(struct reader *reader)
{
	for (;;) {
		enum walk_step step = walk_next(&reader->walk);
		const struct parameter *row = reader->walk.row;

		switch (step) {
		case WALK_END:
			return check_missing(reader) &&
			       (reader->given == 0 || check_relations(reader));
		case WALK_SWITCH:
			set_given(reader, row);
			*(bool *)field_of(reader, row) = true;
			break;
		case WALK_VALUE:
			if (!read_value(reader))
				return false;
			break;
		case WALK_UNKNOWN:
			reader->store->unchecked = true;
			return true;
		case WALK_NO_ROW:
		case WALK_NO_VALUE:
		case WALK_NOT_ONE:
			return unfit_option(&reader->walk, reader->complaint,
			                    step);
		case WALK_EXTRA:
			return unfit_extra(&reader->walk, reader->complaint);
		}
	}
}

bool arguments_read(struct arguments_store *store,
                    const struct command *command, const struct word *words,
                    size_t count, struct complaint *complaint)
{
	struct reader reader;

	reader.store = store;
	walk_begin(&reader.walk, command, words, count);
	reader.given = 0;
	reader.complaint = complaint;
	if (command->defaults)
		memcpy(store->fields, command->defaults,
		       command->arguments_size);
	else
		memset(store->fields, 0, command->arguments_size);
	store->unchecked = false;
	return read_all(&reader);
}

void arguments_store_finish(struct arguments_store *store)
{
	free(store->segments);
	store->segments = NULL;
	store->room = 0;
}
