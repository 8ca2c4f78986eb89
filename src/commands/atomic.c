/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/atomic_operation.h"
#include "commands/show_value.h"
#include "memory/value.h"
#include "session/describe.h"
#include "session/place.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/attachments.h"
#include "text/json.h"

#include <inttypes.h>
#include <string.h>

struct arguments {
	struct value_type type;
	bool typed;
	struct word operation;
	struct place place;
	struct repeated_words values;
};

static const struct parameter parameters[] = {
	OPTION('t', "type", "TYPE", KIND_TYPE, type,
	       "of the value in memory; i32, which is an int", GIVEN(typed)),
	OPERAND(REQUIRED, "load|store|add|sub|and|or|xor|swap|cas", KIND_TEXT,
	        operation, "what to do"),
	OPERAND(REQUIRED, "PLACE", KIND_PLACE, place, "where the value is"),
	OPERAND(ANY, "VALUE", KIND_TEXT, values,
	        "none to load; for cas the expected and the new one"),
	END_OF_PARAMETERS,
};

enum {
	VALUES_MOST = 2
};

/* NULL when it is none, or not known yet. */
static const struct atomic_operation *
operation_of(const struct arguments *arguments)
{
	const struct word *word = &arguments->operation;

	return word->text ? atomic_operation_find(word->text, word->length)
	                  : NULL;
}

static struct value_type type_of(const struct arguments *arguments)
{
	static const struct value_type usual = { .form = VALUE_SIGNED,
		                                 .size = sizeof(int) };

	return arguments->typed ? arguments->type : usual;
}

/* The machine's number that SIZE bytes in memory are, and back. */
static uint64_t to_number(const void *bytes, size_t size)
{
	uint64_t number = 0;
	bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

	memcpy((char *)&number + (big ? sizeof(number) - size : 0), bytes,
	       size);
	return number;
}

static void to_bytes(uint64_t number, void *bytes, size_t size)
{
	bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

	memcpy(bytes, (char *)&number + (big ? sizeof(number) - size : 0),
	       size);
}

static bool read_values(const struct arguments *arguments,
                        uint64_t numbers[static VALUES_MOST],
                        struct complaint *complaint)
{
	struct value_type type = type_of(arguments);
	char bytes[sizeof(uint64_t)];

	for (size_t i = 0; i < arguments->values.count; i++) {
		const struct word *word = &arguments->values.items[i];

		if (word->unknown)
			continue;
		if (!value_parse("VALUE", &type, word->text, word->length,
		                 bytes, complaint))
			return false;
		numbers[i] = to_number(bytes, type.size);
	}
	return true;
}

static bool complain_operation(const struct word *word,
                               struct complaint *complaint)
{
	complain(complaint, "'%.*s' is no operation",
	         complaint_width(word->length), word->text);
	complaint_cause(complaint, "it is one of load, store, add, sub, and, "
	                           "or, xor, swap and cas");
	return false;
}

static bool check(const void *parsed, struct complaint *complaint)
{
	const struct arguments *arguments = parsed;
	const struct word *word = &arguments->operation;
	const struct atomic_operation *operation = operation_of(arguments);
	struct value_type type = type_of(arguments);
	size_t count = arguments->values.count;
	uint64_t numbers[VALUES_MOST];

	if (!operation && word->text)
		return complain_operation(word, complaint);
	if (operation &&
	    !atomic_operation_check_count(operation, count, complaint))
		return false;
	/* a type that is in a variable may not be known yet */
	return type.size == 0 ||
	       (atomic_operation_check(operation, &type,
	                               arguments->place.offset, complaint) &&
	        (!operation || read_values(arguments, numbers, complaint)));
}

static void show(struct session *session, const struct arguments *arguments,
                 const struct attachment *attachment, const void *bytes)
{
	struct value_type type = type_of(arguments);
	char name[TYPE_ROOM];
	struct json json;

	if (!session->json) {
		show_value(session->output, &type, bytes);
		output_byte(session->output, '\n');
		return;
	}
	type_print(&type, name);
	json = json_begin(session->output);
	json_string(&json, "command", "atomic");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_unsigned(&json, "offset", arguments->place.offset);
	json_string(&json, "type", name);
	json_string(&json, "operation", arguments->operation.text);
	show_value_json(&json, "value", &type, bytes);
	json_end(&json);
}

/* What was there is the answer all the same: who tries again needs it. */
static bool fail_unexpected(struct session *session,
                            const struct arguments *arguments,
                            const void *bytes)
{
	const struct place *place = &arguments->place;
	struct value_type type = type_of(arguments);
	char said[VALUE_ROOM];

	say_value(&type, bytes, said, sizeof(said));
	return fail(session, "%s+%" PRIu64 ": it was %s, not %s: unchanged",
	            segment_said(session, &place->segment), place->offset, said,
	            arguments->values.items[0].text);
}

static bool atomic(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	const struct atomic_operation *operation = operation_of(arguments);
	size_t offset = arguments->place.offset;
	size_t size = type_of(arguments).size;
	uint64_t numbers[VALUES_MOST] = { 0 };
	struct attachment *attachment;
	struct complaint complaint;
	char bytes[sizeof(uint64_t)];
	uint64_t before;
	bool loads = operation->values == 0;
	bool compares = operation->single == SINGLE_COMPARE;
	int failed;

	if (!read_values(arguments, numbers, &complaint))
		return fail_with(session, &complaint);
	if (!loads && !session_may_change(session))
		return false;
	if (!place_open(session, &arguments->place, loads ? TO_READ : TO_WRITE,
	                size, &attachment))
		return false;
	failed = loads ? single_load(attachment, &session->headroom, offset,
	                             size, &before)
	               : single_change(attachment, &session->headroom, offset,
	                               size, operation->single,
	                               numbers[compares], numbers[0], &before);
	if (failed)
		return fail_access(session, attachment);
	to_bytes(before, bytes, size);
	show(session, arguments, attachment, bytes);
	return !compares || before == numbers[0] ||
	       fail_unexpected(session, arguments, bytes);
}

static const struct trouble troubles[] = {
	{ "it was ..., not ...: unchanged",
	  "cas found another value than the expected one and did nothing. What it\n"
	  "found was shown: work out the new value from that, and try again." },
	{ "PLACE: offset ... is no multiple of ...",
	  "Only an aligned value is read and written in one access. A C compiler\n"
	  "aligns what is not packed; look at the offset again." },
	{ "TYPE: ... can not be done with ... in one access",
	  "add and sub work in the byte order of the machine only." },
	{ "it is attached read-only (EACCES)",
	  "You hold it by attach -r. detach it: atomic attaches it for itself." },
	{ NULL, NULL },
};

const struct command atomic_command = {
	.name = "atomic",
	.summary = "change a value in one indivisible access",
	.details = "It shows what was there before. Programs that use "
		   "<stdatomic.h> on the same\nvalue never see it half done, "
		   "nor does a change of theirs get lost. Sums wrap\naround, "
		   "as in C. cas stores the second VALUE where the first one "
		   "is, and fails\nwhere another one is.",
	.wrong = troubles,
	.examples = {
		{ "A counter, and a swap that fails because another value is there:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> atomic add 1234 5\n"
		  "0\n"
		  "> atomic sub 1234 2\n"
		  "5\n"
		  "> atomic cas 1234 3 10\n"
		  "3\n"
		  "> atomic cas 1234 3 11\n"
		  "10\n"
		  "shmsh: atomic: 1234+0: it was 10, not 3: unchanged\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Bits of a byte that other programs change too, set and cleared:",
		  "> create 1234 64\n"
		  "created 0x000004d2  id 0  64 bytes  rw-------\n"
		  "> atomic -t u8 or 1234+3 0x81\n"
		  "0\n"
		  "> atomic -t u8 and 1234+3 0x7f\n"
		  "129\n"
		  "> atomic -t u8 load 1234+3\n"
		  "1\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.check = check,
	.run = atomic,
};
