/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/context.h"

#include "assist/world.h"
#include "command/command.h"
#include "commands/table.h"

#include <string.h>

/* Reads the command that the cursor is in; false when the line ends in a
 * comment behind it. */
static bool read_statement(struct statement *statement,
                           const struct world *world, const char *line,
                           size_t cursor)
{
	const struct expansion expansion = {
		.lookup = world->lookup,
		.context = world->context,
	};
	size_t position = 0;
	size_t end;

	/* what is wrong with the words is for a hint to say */
	do {
		end = position;
		statement_read(statement, line, cursor, &position, &expansion,
		               NULL);
	} while (position < cursor);
	if (statement->count > 0)
		end = statement->words[statement->count - 1].end;
	if (statement->target.text && statement->target.end > end)
		end = statement->target.end;
	while (end < cursor && strchr(" \t;\r\n", line[end]))
		end++;
	return end >= cursor || line[end] != '#' ||
	       (end > 0 && !strchr(" \t;\r\n", line[end - 1]));
}

/* The part of a shell's command that a file's name may be begun in. */
static void find_in_shell(struct context *context, const char *line,
                          size_t cursor)
{
	const struct statement *statement = &context->statement;
	size_t start = cursor;
	size_t first = (size_t)(statement->shell - line);

	while (start > first && !strchr(" \t\n;|&<>=()'\"", line[start - 1]))
		start--;
	context->expectation = EXPECTS_SHELL;
	context->text = line + start;
	context->length = cursor - start;
	context->start = start;
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_';
}

/* Is a variable's name being typed, as in $na or ${na? */
static bool find_variable(struct context *context, const char *line,
                          size_t cursor)
{
	size_t start = cursor;
	size_t dollar;
	size_t backslashes = 0;

	if (context->quoting == QUOTING_SINGLE)
		return false;
	while (start > 0 && is_name_byte(line[start - 1]))
		start--;
	context->braced = start > 1 && line[start - 1] == '{';
	dollar = start - (context->braced ? 1 : 0);
	if (dollar == 0 || line[dollar - 1] != '$')
		return false;
	dollar--;
	while (backslashes < dollar && line[dollar - 1 - backslashes] == '\\')
		backslashes++;
	if (backslashes % 2 == 1)
		return false;
	context->expectation = EXPECTS_VARIABLE;
	context->text = line + start;
	context->length = cursor - start;
	context->start = dollar;
	return true;
}

/* The value of an option is being typed in its own word. */
static void expect_part(struct context *context, const struct parameter *row,
                        size_t skipped)
{
	context->expectation = EXPECTS_VALUE;
	context->row = row;
	context->text += skipped;
	context->length -= skipped;
}

/* -x, --word, -aVALUE, --word=VALUE */
static void find_option(struct context *context)
{
	const char *text = context->text;
	const char *equals = memchr(text, '=', context->length);
	const struct parameter *row;

	context->expectation = EXPECTS_OPTION;
	if (context->length > 2 && text[1] == '-') {
		row = equals ? parameter_find_word(context->command, text + 2,
		                                   (size_t)(equals - text - 2))
		             : NULL;
		if (row && row->kind != KIND_SWITCH)
			expect_part(context, row, (size_t)(equals - text + 1));
		return;
	}
	for (size_t i = 1; i < context->length; i++) {
		row = parameter_find_letter(context->command, text[i]);
		if (row && row->kind != KIND_SWITCH &&
		    i + 1 < context->length) {
			expect_part(context, row, i + 1);
			return;
		}
	}
}

static void find_operand(struct context *context)
{
	const struct walk *walk = &context->walk;

	if (context->length > 0 && context->text[0] == '-' &&
	    walk_takes_options(walk)) {
		find_option(context);
		return;
	}
	context->row = walk->operand;
	context->expectation = EXPECTS_VALUE;
	if (walk->operand->summary)
		return;
	context->row = NULL;
	context->expectation =
		walk_takes_options(walk) &&
				context->command->parameters->summary
			? EXPECTS_OPTION
			: EXPECTS_EXTRA;
}

/* The command that is named by the first word, and is typed behind time. */
static const struct command *inner_command(struct context *context)
{
	struct complaint complaint;
	size_t behind = context->walk.position - 1;

	context->words += behind;
	context->count -= behind;
	return table_choose(context->words[0].text, context->words[0].length,
	                    true, &complaint);
}

/* What is expected behind the words of COMMAND that are there already. */
static void find_in_command(struct context *context,
                            const struct command *command)
{
	struct walk *walk = &context->walk;
	enum walk_step step;

	context->command = command;
	if (!command)
		return;
	walk_begin(walk, command, context->words, context->count);
	do {
		step = walk_next(walk);
		if (step == WALK_UNKNOWN)
			return;
		if (step == WALK_VALUE &&
		    walk->row->kind == KIND_COMMAND_LINE) {
			find_in_command(context, inner_command(context));
			return;
		}
	} while (step != WALK_END && step != WALK_NO_VALUE);
	if (step == WALK_NO_VALUE) {
		context->row = walk->row;
		context->expectation = EXPECTS_VALUE;
		return;
	}
	find_operand(context);
	if (context->expectation == EXPECTS_VALUE &&
	    context->row->kind == KIND_COMMAND_LINE)
		context->expectation = EXPECTS_COMMAND;
}

/* The cursor's word, which may be empty; false when nobody knows its text. */
static bool find_word(struct context *context, size_t cursor)
{
	const struct statement *statement = &context->statement;
	const struct word *last = NULL;

	context->words = statement->words;
	context->count = statement->count;
	if (statement->count > 0)
		last = &statement->words[statement->count - 1];
	context->start = cursor;
	if (!last || last->end != cursor)
		return true;
	context->word = last->text;
	context->text = last->text;
	context->length = last->length;
	context->start = last->start;
	context->begun = true;
	context->count--;
	return !last->unknown;
}

static void find_in_line(struct context *context, size_t cursor)
{
	struct complaint complaint;

	if (!find_word(context, cursor))
		return;
	if (context->count == 0)
		context->expectation = EXPECTS_COMMAND;
	else
		find_in_command(context, table_choose(context->words[0].text,
		                                      context->words[0].length,
		                                      true, &complaint));
}

/* Is it the file behind > or >> that is typed? */
static bool find_target(struct context *context, size_t cursor)
{
	const struct statement *statement = &context->statement;
	const struct word *target = &statement->target;

	if (statement->destination != TO_FILE &&
	    statement->destination != TO_FILE_END)
		return false;
	if (target->text && target->end != cursor)
		return false;
	context->expectation = EXPECTS_FILE;
	context->text = target->text ? target->text : "";
	context->length = target->text ? target->length : 0;
	context->start = target->text ? target->start : cursor;
	return true;
}

static void reset(struct context *context)
{
	struct statement statement = context->statement;

	*context = (struct context){ .statement = statement };
	context->word = "";
	context->text = context->word;
}

static void find_quoting(struct context *context)
{
	if (context->statement.state == STATEMENT_OPEN_SINGLE)
		context->quoting = QUOTING_SINGLE;
	else if (context->statement.state == STATEMENT_OPEN_DOUBLE)
		context->quoting = QUOTING_DOUBLE;
}

void context_find(struct context *context, const struct world *world,
                  const char *line, size_t cursor)
{
	struct statement *statement = &context->statement;

	reset(context);
	if (!read_statement(statement, world, line, cursor))
		return;
	if (statement->state == STATEMENT_OPEN_LINE)
		return;
	find_quoting(context);
	if (statement->runs_shell || statement->destination == TO_SHELL)
		find_in_shell(context, line, cursor);
	else if (!find_variable(context, line, cursor) &&
	         !find_target(context, cursor))
		find_in_line(context, cursor);
}

void context_find_in(struct context *context, const struct command *command,
                     const char *line, size_t cursor)
{
	static const struct world nothing;

	reset(context);
	if (!read_statement(&context->statement, &nothing, line, cursor))
		return;
	find_quoting(context);
	if (find_word(context, cursor) && context->count > 0)
		find_in_command(context, command);
}

void context_finish(struct context *context)
{
	statement_finish(&context->statement);
}
