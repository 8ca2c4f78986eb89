/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/offers.h"

#include "assist/candidates.h"
#include "assist/context.h"
#include "assist/files.h"
#include "assist/quote.h"
#include "assist/world.h"
#include "commands/ls_columns.h"
#include "commands/table.h"
#include "help/topics.h"
#include "language/filters.h"
#include "session/settings.h"
#include "text/line.h"

#include <stdio.h>
#include <string.h>

static void add_commands(struct candidates *candidates)
{
	for (size_t i = 0; table_commands[i]; i++)
		candidates_add(candidates, table_commands[i]->name,
		               table_commands[i]->summary);
	/* other names only when asked for: they would double the list */
	if (candidates->count > 0 || candidates->prefix_length == 0)
		return;
	for (size_t i = 0; table_commands[i]; i++)
		for (size_t j = 0; j < ALIASES; j++)
			if (table_commands[i]->aliases[j])
				candidates_add(candidates,
				               table_commands[i]->aliases[j],
				               table_commands[i]->summary);
}

static void add_topics(struct candidates *candidates)
{
	for (size_t i = 0; topics[i]; i++)
		candidates_add(candidates, topics[i]->name, topics[i]->summary);
}

/* Does ROW go with OTHER, which is given? */
static bool goes_with(const struct parameter *row,
                      const struct parameter *other)
{
	return row != other &&
	       (!other->letter || row->excludes != other->letter) &&
	       (!row->letter || other->excludes != row->letter) &&
	       !(row->letter && other->letter && row->excludes &&
	         row->excludes == other->excludes);
}

/* May the option ROW follow the words that are there? */
static bool may_follow(const struct context *context,
                       const struct parameter *row)
{
	bool needed = !row->needs;
	struct walk walk;
	enum walk_step step;

	walk_begin(&walk, context->command, context->words, context->count);
	while ((step = walk_next(&walk)) != WALK_END && step != WALK_UNKNOWN) {
		if (step != WALK_SWITCH && step != WALK_VALUE)
			continue;
		if (!goes_with(row, walk.row))
			return false;
		needed |= walk.row->letter && walk.row->letter == row->needs;
	}
	return needed;
}

/* Long names once a second - is there, else the letters. */
static void add_options(const struct context *context,
                        struct candidates *candidates)
{
	bool is_long = context->length > 1 && context->text[1] == '-';
	char option[64];

	for (const struct parameter *row = context->command->parameters;
	     row->summary; row++) {
		struct line line = line_on(option, sizeof(option));

		if ((!row->letter && !row->word) || (is_long && !row->word) ||
		    !may_follow(context, row))
			continue;
		if (is_long || !row->letter)
			line_add(&line, "--%s%s", row->word,
			         row->kind == KIND_SWITCH ? "" : "=");
		else
			line_add(&line, "-%c", row->letter);
		if (is_long && row->kind != KIND_SWITCH)
			candidates_add_open(candidates, option, row->summary);
		else
			candidates_add(candidates, option, row->summary);
	}
}

static void add_modes(struct candidates *candidates)
{
	candidates->samples = true;
	candidates_add(candidates, "0600", "the owner reads and writes");
	candidates_add(candidates, "0640", "and the group reads");
	candidates_add(candidates, "0644", "and all read");
	candidates_add(candidates, "0660", "owner and group read and write");
	candidates_add(candidates, "0666", "all read and write");
}

/* Forms of a segment's name that more has to follow. */
static void add_forms(struct candidates *candidates)
{
	candidates_add_open(candidates,
	                    "ftok:", "ftok:PATH:ID, the key of ftok(3)");
	candidates_add_open(candidates, "text:",
	                    "text:ABCD, the key whose bytes are these");
}

/* Words of FORM, a path and BEHIND, which goes on if that is not empty. */
static void add_paths(struct candidates *candidates, const char *form,
                      const char *behind)
{
	struct candidates paths = { 0 };

	if (candidates->prefix_length < strlen(form) ||
	    memcmp(candidates->prefix, form, strlen(form)) != 0)
		return;
	paths.prefix = candidates->prefix + strlen(form);
	paths.prefix_length = candidates->prefix_length - strlen(form);
	files_add(&paths);
	for (size_t i = 0; i < paths.count; i++) {
		char text[512];
		struct line line = line_on(text, sizeof(text));

		line_add(&line, "%s%s%s", form, paths.items[i].text,
		         paths.items[i].open ? "" : behind);
		if (paths.items[i].open || *behind)
			candidates_add_open(candidates, text, "");
		else
			candidates_add(candidates, text, "");
	}
	candidates_finish(&paths);
}

static void add_segments(const struct world *world, bool attached,
                         struct candidates *candidates)
{
	world->segments(world->context, attached, candidates);
	if (candidates->count == 0)
		add_paths(candidates, "ftok:", ":");
	if (candidates->count > 0 || candidates->prefix_length == 0)
		return;
	candidates_add_open(candidates, "id:", "id:N, a segment by its id");
	add_forms(candidates);
}

static void add_place_or_file(const struct world *world,
                              struct candidates *candidates)
{
	static const char form[] = "file:";

	add_segments(world, false, candidates);
	add_paths(candidates, form, "");
	if (candidates->prefix_length > 0 &&
	    candidates->prefix_length < strlen(form))
		candidates_add_open(candidates, form,
		                    "file:PATH, the bytes of a file");
}

static void add_new_segment(struct candidates *candidates)
{
	candidates->samples = true;
	candidates_add(candidates, "private",
	               "IPC_PRIVATE: no key, reached by its id");
	add_paths(candidates, "ftok:", ":");
	add_forms(candidates);
}

static void add_settings(struct candidates *candidates)
{
	for (const struct setting *setting = settings; setting->name; setting++)
		candidates_add(candidates, setting->name, setting->summary);
}

/* The values of the setting that the word before names. */
static void add_setting_values(const struct context *context,
                               struct candidates *candidates)
{
	const struct word *name = &context->words[context->count - 1];
	const struct setting *setting = settings_find(name->text, name->length);

	for (size_t i = 0; setting && setting->values[i]; i++)
		candidates_add(candidates, setting->values[i],
		               i == 0 ? "the default" : "");
}

static void add_types(struct candidates *candidates)
{
	const char *summary;
	const char *name;

	for (size_t i = 0; (name = type_name(i, &summary)); i++)
		candidates_add(candidates, name, summary);
	candidates_add_open(candidates, "char[", "char[N], a text of N bytes");
}

static void add_words(struct candidates *candidates, const char *const *words)
{
	for (; *words; words++)
		candidates_add(candidates, *words, "");
}

/* One more behind the last comma, and behind the - that sorts downwards. */
static void add_columns(struct candidates *candidates)
{
	char text[128];
	size_t kept = candidates->prefix_length;

	while (kept > 0 && candidates->prefix[kept - 1] != ',')
		kept--;
	if (kept < candidates->prefix_length && candidates->prefix[kept] == '-')
		kept++;
	for (const struct column *column = ls_columns; column->name; column++) {
		struct line line = line_on(text, sizeof(text));

		line_add(&line, "%.*s%s", (int)kept, candidates->prefix,
		         column->name);
		candidates_add(candidates, text, column->summary);
	}
}

static void add_filters(struct candidates *candidates)
{
	const char *summary;
	const char *word;
	bool compared;
	char text[32];

	for (size_t i = 0; (word = filter_word(i, &summary, &compared)); i++) {
		snprintf(text, sizeof(text), "%s%s", word, compared ? "=" : "");
		if (compared)
			candidates_add_open(candidates, text, summary);
		else
			candidates_add(candidates, text, summary);
	}
}

static void add_values(const struct context *context, const struct world *world,
                       struct candidates *candidates)
{
	static const char *const on_off[] = { "on", "off", NULL };
	static const char *const when[] = { "auto", "always", "never", NULL };
	static const char *const all[] = { "all", NULL };
	static const char *const huge_pages[] = { "default", "2M", "1G", NULL };

	switch (context->row->kind) {
	case KIND_SEGMENT:
	case KIND_PLACE:
		add_segments(world, false, candidates);
		break;
	case KIND_PLACE_OR_FILE:
		add_place_or_file(world, candidates);
		break;
	case KIND_ATTACHMENT:
	case KIND_ATTACHED:
		add_segments(world, true, candidates);
		break;
	case KIND_NEW_SEGMENT:
		add_new_segment(candidates);
		break;
	case KIND_MODE:
	case KIND_MODE_CHANGE:
		add_modes(candidates);
		break;
	case KIND_OWNER:
		world->owners(world->context, candidates);
		break;
	case KIND_NAMESPACE:
	case KIND_PROCESS:
		world->namespaces(world->context, candidates);
		break;
	case KIND_HUGE_PAGES:
		add_words(candidates, huge_pages);
		break;
	case KIND_FILE:
		files_add(candidates);
		break;
	case KIND_VALUE:
		add_setting_values(context, candidates);
		break;
	case KIND_NAME:
		add_settings(candidates);
		world->variables(world->context, false, candidates);
		break;
	case KIND_COMMAND:
		add_commands(candidates);
		add_topics(candidates);
		break;
	case KIND_COLUMNS:
		add_columns(candidates);
		break;
	case KIND_FILTER:
		add_filters(candidates);
		break;
	case KIND_WHEN:
		add_words(candidates, when);
		break;
	case KIND_TYPE:
		add_types(candidates);
		break;
	case KIND_HOW_MANY:
		add_words(candidates, all);
		break;
	case KIND_ON_OFF:
		add_words(candidates, on_off);
		break;
	default:
		break;
	}
}

void offers_add(const struct context *context, const struct world *world,
                struct candidates *candidates)
{
	switch (context->expectation) {
	case EXPECTS_COMMAND:
		add_commands(candidates);
		break;
	case EXPECTS_OPTION:
		add_options(context, candidates);
		break;
	case EXPECTS_VALUE:
		add_values(context, world, candidates);
		break;
	case EXPECTS_FILE:
		files_add(candidates);
		break;
	case EXPECTS_SHELL:
		files_add(candidates);
		/* nobody knows how what is typed there is quoted */
		candidates_keep(candidates, quote_is_needless);
		break;
	case EXPECTS_VARIABLE:
		world->variables(world->context, true, candidates);
		break;
	case EXPECTS_NOTHING:
	case EXPECTS_EXTRA:
		break;
	}
}
