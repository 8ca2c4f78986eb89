/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/offers.h"

#include "assist/candidates.h"
#include "assist/context.h"
#include "assist/files.h"
#include "assist/offers_options.h"
#include "assist/offers_segments.h"
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

static void add_modes(struct candidates *candidates)
{
	candidates->samples = true;
	candidates_add(candidates, "0600", "the owner reads and writes");
	candidates_add(candidates, "0640", "and the group reads");
	candidates_add(candidates, "0644", "and all read");
	candidates_add(candidates, "0660", "owner and group read and write");
	candidates_add(candidates, "0666", "all read and write");
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

/* Those that are always the same, if KIND has any. */
static void add_words(enum kind kind, struct candidates *candidates)
{
	static const char *const words[][4] = {
		[KIND_HOW_MANY] = { "all" },
		[KIND_HUGE_PAGES] = { "default", "2M", "1G" },
		[KIND_ON_OFF] = { "on", "off" },
		[KIND_WHEN] = { "auto", "always", "never" },
	};

	if (kind >= sizeof(words) / sizeof(words[0]))
		return;
	for (size_t i = 0; words[kind][i]; i++)
		candidates_add(candidates, words[kind][i], "");
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
	enum kind kind = context->row->kind;

	if (offers_segments_add(kind, world, candidates))
		return;
	switch (kind) {
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
	case KIND_TYPE:
		add_types(candidates);
		break;
	default:
		add_words(kind, candidates);
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
		offers_options_add(context, candidates);
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
