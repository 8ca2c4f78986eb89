/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/settings.h"

#include "language/near.h"
#include "session/session.h"
#include "text/complaint.h"
#include "text/line.h"

#include <string.h>

/* As in enum colour_choice. */
static const char *const auto_always_never[] = { "auto", "always", "never",
	                                         NULL };
static const char *const on_off[] = { "on", "off", NULL };
static const char *const off_on[] = { "off", "on", NULL };
static const char *const text_json[] = { "text", "json", NULL };

static size_t get_color(const struct session *session)
{
	return (size_t)session->colour;
}

static void set_color(struct session *session, size_t value)
{
	session_set_colour(session, (enum colour_choice)value);
}

static size_t get_hints(const struct session *session)
{
	return !session->hints;
}

static void set_hints(struct session *session, size_t value)
{
	session->hints = value == 0;
}

static size_t get_output(const struct session *session)
{
	return session->json;
}

static void set_output(struct session *session, size_t value)
{
	session->json = value == 1;
}

static size_t get_pager(const struct session *session)
{
	return !session->pager;
}

static void set_pager(struct session *session, size_t value)
{
	session->pager = value == 0;
}

static size_t get_timing(const struct session *session)
{
	return session->timing;
}

static void set_timing(struct session *session, size_t value)
{
	session->timing = value == 1;
}

const struct setting settings[] = {
	{ "color", auto_always_never, "when colours are used", get_color,
	  set_color },
	{ "hints", on_off, "the rest of a command, as it is typed", get_hints,
	  set_hints },
	{ "output", text_json, "answers for people, or for programs",
	  get_output, set_output },
	{ "pager", on_off, "long answers are shown a screen at a time",
	  get_pager, set_pager },
	{ "timing", off_on, "the time that each command took", get_timing,
	  set_timing },
	{ .name = NULL },
};

_Static_assert(sizeof(settings) / sizeof(settings[0]) <= SETTINGS_MOST,
               "SETTINGS_MOST is too small");

static bool same(const char *word, const char *typed, size_t length)
{
	return strlen(word) == length && memcmp(word, typed, length) == 0;
}

const struct setting *settings_find(const char *name, size_t length)
{
	for (const struct setting *setting = settings; setting->name; setting++)
		if (same(setting->name, name, length))
			return setting;
	return NULL;
}

const struct setting *settings_near(const char *name, size_t length)
{
	for (const struct setting *setting = settings; setting->name; setting++)
		if (near_enough(setting->name, name, length) &&
		    !same(setting->name, name, length))
			return setting;
	return NULL;
}

const char *settings_value(const struct setting *setting,
                           const struct session *session)
{
	return setting->values[setting->get(session)];
}

/* What other programs call on and off. */
static const char *other_word(const char *value, size_t length)
{
	static const char *const words[][2] = {
		{ "yes", "on" }, { "true", "on" },   { "1", "on" },
		{ "no", "off" }, { "false", "off" }, { "0", "off" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (same(words[i][0], value, length))
			return words[i][1];
	return NULL;
}

/* The value that was meant; the beginning of one comes before those that are
 * merely near: "of" is both "off" and "on". */
static const char *find_meant(const struct setting *setting, const char *value,
                              size_t length)
{
	const char *other = other_word(value, length);
	const char *const *values = setting->values;

	for (size_t i = 0; other && values[i]; i++)
		if (strcmp(values[i], other) == 0)
			return other;
	for (size_t i = 0; length > 0 && values[i]; i++)
		if (strncmp(values[i], value, length) == 0)
			return values[i];
	for (size_t i = 0; values[i]; i++)
		if (near_enough(values[i], value, length))
			return values[i];
	return NULL;
}

/* "on, off or auto", with LAST before the last one; without the one at
 * EXCEPT. */
static void list_values(const struct setting *setting, size_t except,
                        const char *last, struct line *line)
{
	size_t count = 0;
	size_t listed = 0;

	while (setting->values[count])
		count++;
	for (size_t i = 0; i < count; i++) {
		if (i == except)
			continue;
		if (listed++ > 0)
			line_add(line, "%s", i + 1 < count ? ", " : last);
		line_add(line, "%s", setting->values[i]);
	}
}

bool settings_read(const struct setting *setting, const char *value,
                   size_t length, size_t *index, struct complaint *complaint)
{
	char text[SETTING_LINE];
	struct line line = line_on(text, sizeof(text));
	const char *const *values = setting->values;
	const char *meant;

	for (*index = 0; values[*index]; ++*index)
		if (same(values[*index], value, length))
			return true;
	list_values(setting, *index, values[2] ? ", " : " nor ", &line);
	complain(complaint, "%s: '%.*s' is %s %s", setting->name,
	         complaint_width(length), value,
	         values[2] ? "none of" : "neither", text);
	meant = find_meant(setting, value, length);
	if (meant)
		complaint_remedy(complaint, "set %s %s", setting->name, meant);
	return false;
}

/* Columns of "set NAME VALUE", with whatever value. */
static size_t longest(void)
{
	size_t most = 0;

	for (const struct setting *setting = settings; setting->name; setting++)
		for (size_t i = 0; setting->values[i]; i++) {
			size_t length = strlen("set  ") +
			                strlen(setting->name) +
			                strlen(setting->values[i]);

			if (length > most)
				most = length;
		}
	return most;
}

void settings_line(const struct setting *setting, const struct session *session,
                   char text[static SETTING_LINE])
{
	struct line line = line_on(text, SETTING_LINE);
	size_t value = setting->get(session);

	line_add(&line, "set %s %s", setting->name, setting->values[value]);
	line_add(&line, "%*s  # or ", (int)(longest() - line.length), "");
	list_values(setting, value, ", ", &line);
	line_add(&line, ": %s", setting->summary);
}
