/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history.h"
#include "command/command.h"
#include "session/session.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/output.h"

#include <string.h>

struct arguments {
	uint64_t count;
	bool count_given;
	struct word text;
};

static const struct parameter parameters[] = {
	OPTION('n', "last", "COUNT", KIND_NUMBER, count,
	       "only the last COUNT of them", GIVEN(count_given)),
	OPERAND(OPTIONAL, "TEXT", KIND_TEXT, text,
	        "only those that contain it, in small or capital letters"),
	END_OF_PARAMETERS,
};

static unsigned char small(char letter)
{
	return (unsigned char)(letter >= 'A' && letter <= 'Z'
	                               ? letter - 'A' + 'a'
	                               : letter);
}

static bool begins_with(const char *entry, const struct word *text)
{
	size_t i = 0;

	while (i < text->length && entry[i] &&
	       small(entry[i]) == small(text->text[i]))
		i++;
	return i == text->length;
}

static bool contains(const char *entry, const struct word *text)
{
	while (!begins_with(entry, text))
		if (!*entry++)
			return false;
	return true;
}

/* The first entry to show, so that no more than COUNT are. */
static size_t first_shown(const struct history *history,
                          const struct word *text, uint64_t count)
{
	size_t first = history_count(history);

	for (size_t i = first; i > 0 && count > 0; i--) {
		if (!contains(history_entry(history, i - 1), text))
			continue;
		first = i - 1;
		count--;
	}
	return first;
}

static void show(struct session *session, size_t number, int width,
                 const char *entry)
{
	struct output *output = session->output;
	struct json json;

	if (session->json) {
		json = json_begin(output);
		json_string(&json, "command", "history");
		json_unsigned(&json, "number", number);
		json_bytes(&json, "text", entry, strlen(entry));
		json_end(&json);
		return;
	}
	output_print(output, "%*zu  ", width, number);
	/* a backslash stays, so that what is copied from here is the same */
	escape_show(output, entry, strlen(entry), ESCAPE_KEEP_BACKSLASHES);
	output_byte(output, '\n');
}

static void list(struct session *session, const struct history *history,
                 const struct arguments *arguments)
{
	size_t count = history_count(history);
	size_t first =
		first_shown(history, &arguments->text,
	                    arguments->count_given ? arguments->count : count);
	int width = 1;

	for (size_t rest = count; rest >= 10; rest /= 10)
		width++;
	for (size_t i = first; i < count; i++)
		if (contains(history_entry(history, i), &arguments->text))
			show(session, i + 1, width, history_entry(history, i));
}

static bool history(struct session *session, const void *parsed)
{
	struct history *read;

	if (session->history) {
		list(session, session->history, parsed);
		return true;
	}
	read = history_read(session);
	if (!read)
		return false;
	list(session, read, parsed);
	history_free(read);
	return true;
}

const struct command history_command = {
	.name = "history",
	.summary = "list what was typed at the prompt",
	.details = "The oldest line comes first. A session shows those that "
		   "it found and its own, a\nscript those of the file. A "
		   "newline inside one is shown as \\n.",
	.examples = {
		{ "The last two lines that were typed:",
		  "> echo one\n"
		  "one\n"
		  "> history -n 2\n"
		  "1  echo one\n"
		  "2  history -n 2\n" },
		{ "Those that hold a word, in capitals or not:",
		  "> echo Hello\n"
		  "Hello\n"
		  "> history hello\n"
		  "1  echo Hello\n"
		  "2  history hello\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.run = history,
};
