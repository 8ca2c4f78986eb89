/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "command/usage.h"
#include "commands/help_choose.h"
#include "commands/help_search.h"
#include "commands/table.h"
#include "help/topics.h"
#include "session/report.h"
#include "session/session.h"
#include "text/json.h"
#include "text/style.h"

#include <ctype.h>
#include <string.h>

struct arguments {
	struct word keyword;
	bool keyword_given;
	struct word subject;
	bool subject_given;
};

static const struct parameter parameters[] = {
	OPTION('k', "keyword", "WORD", KIND_TEXT, keyword,
	       "list the commands and topics that speak of WORD",
	       GIVEN(keyword_given)),
	OPERAND(OPTIONAL, "COMMAND|TOPIC", KIND_COMMAND, subject,
	        "what to explain; without it all are listed",
	        GIVEN(subject_given), .excludes = 'k'),
	END_OF_PARAMETERS,
};

static const char language[] =
	"\n"
	"A SEGMENT is a key (1234, 0x4d2), id:7, ftok:PATH:ID, text:ABCD, or "
	". for the\n"
	"current one; a PLACE is SEGMENT+OFFSET. Sizes take K M G. 'quotes' "
	"and \"quotes\"\n"
	"as in a shell; $name; COMMAND | sh words; COMMAND > file; !sh words; "
	"# comment.\n";

static void json_examples(struct json *json,
                          const struct example examples[EXAMPLES])
{
	json_array(json, "examples");
	for (size_t i = 0; i < EXAMPLES && examples[i].shows; i++) {
		json_object(json);
		json_string(json, "shows", examples[i].shows);
		json_string(json, "session", examples[i].session);
		json_object_end(json);
	}
	json_array_end(json);
}

static void json_troubles(struct json *json, const struct trouble *trouble)
{
	json_array(json, "wrong");
	for (; trouble && trouble->said; trouble++) {
		json_object(json);
		json_string(json, "said", trouble->said);
		json_string(json, "means", trouble->means);
		json_object_end(json);
	}
	json_array_end(json);
}

static void json_command(struct session *session, const struct command *command)
{
	struct json json = json_begin(session->output);
	char synopsis[USAGE_ROOM];

	usage_synopsis(command, synopsis, sizeof(synopsis));
	json_string(&json, "command", "help");
	json_string(&json, "name", command->name);
	json_string(&json, "synopsis", synopsis);
	json_string(&json, "summary", command->summary);
	json_array(&json, "aliases");
	for (size_t i = 0; i < ALIASES && command->aliases[i]; i++)
		json_string(&json, NULL, command->aliases[i]);
	json_array_end(&json);
	json_string(&json, "group", table_group(command));
	json_string(&json, "details", command->details ? command->details : "");
	json_troubles(&json, command->wrong);
	json_examples(&json, command->examples);
	json_end(&json);
}

static void json_topic(struct session *session, const struct topic *topic,
                       const char *text, size_t length)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", "help");
	json_string(&json, "topic", topic->name);
	json_string(&json, "summary", topic->summary);
	json_bytes(&json, "text", text, length);
	json_examples(&json, topic->examples);
	json_end(&json);
}

static void show_heading(struct output *output, const char *heading)
{
	style_begin(output, STYLE_HEADING);
	output_print(output, "%c%s", toupper((unsigned char)heading[0]),
	             heading + 1);
	style_end(output);
	output_byte(output, '\n');
}

static void show_summary(struct output *output, const char *name, int width,
                         const char *summary)
{
	style_begin(output, STYLE_KEY);
	output_print(output, "%-*s", width, name);
	style_end(output);
	output_print(output, " %s", summary);
}

static void list_commands(struct output *output)
{
	const char *group = "";

	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];
		const char *heading = table_group(command);

		if (strcmp(heading, group) != 0)
			show_heading(output, heading);
		group = heading;
		output_text(output, "  ");
		show_summary(output, command->name, 9, command->summary);
		output_byte(output, '\n');
	}
}

enum {
	COLUMNS = 78
};

static void list_topics(struct output *output)
{
	const size_t indent = strlen("Topics:");
	size_t column = indent;

	output_text(output, "\nTopics:");
	for (size_t i = 0; topics[i]; i++) {
		size_t length = strlen(topics[i]->name) + 1;

		if (column + length > COLUMNS) {
			output_print(output, "\n%*s", (int)indent, "");
			column = indent;
		}
		output_print(output, " %s", topics[i]->name);
		column += length;
	}
	output_text(output, "\nMore: help COMMAND, help TOPIC, help -k WORD. "
	                    "Manual: shmsh(1).\n");
}

static bool list(struct session *session)
{
	if (!session->json) {
		list_commands(session->output);
		output_text(session->output, language);
		list_topics(session->output);
		return true;
	}
	for (size_t i = 0; table_commands[i]; i++)
		json_command(session, table_commands[i]);
	for (size_t i = 0; topics[i]; i++)
		json_topic(session, topics[i], topics[i]->text,
		           strlen(topics[i]->text));
	return true;
}

static bool fail_silent(struct session *session, const char *word)
{
	struct complaint complaint;
	char near[HELP_WORD_ROOM];

	complain(&complaint, "nothing says '%.*s'",
	         complaint_width(strlen(word)), word);
	if (help_near_word(word, near))
		complaint_remedy(&complaint, "help -k %s", near);
	return fail_with(session, &complaint);
}

static void show_hit(struct session *session, const char *name,
                     const char *summary, const char *what)
{
	show_summary(session->output, name, 11, summary);
	output_print(session->output, "%s\n", what);
}

static bool search(struct session *session, const char *word)
{
	size_t hits = 0;

	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];

		if (!help_command_says(command, word))
			continue;
		hits++;
		if (session->json)
			json_command(session, command);
		else
			show_hit(session, command->name, command->summary, "");
	}
	for (size_t i = 0; topics[i]; i++) {
		if (!help_topic_says(topics[i], word))
			continue;
		hits++;
		if (session->json)
			json_topic(session, topics[i], topics[i]->text,
			           strlen(topics[i]->text));
		else
			show_hit(session, topics[i]->name, topics[i]->summary,
			         " (topic)");
	}
	return hits > 0 || fail_silent(session, word);
}

static void show(struct session *session, const struct help_subject *subject)
{
	const struct topic *topic = subject->topic;

	if (subject->command) {
		if (session->json)
			json_command(session, subject->command);
		else
			usage_page(subject->command, session->output);
		return;
	}
	if (session->json) {
		json_topic(session, topic, subject->text, subject->length);
		return;
	}
	/* a paragraph of it is enough where it was asked for */
	if (subject->text == topic->text)
		output_print(session->output, "%s: %s\n\n", topic->name,
		             topic->summary);
	output_bytes(session->output, subject->text, subject->length);
	if (subject->text == topic->text)
		usage_examples(topic->examples, session->output);
}

static bool help(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct help_subject subject;
	struct complaint complaint;

	if (arguments->keyword_given)
		return search(session, arguments->keyword.text);
	if (!arguments->subject_given)
		return list(session);
	if (!help_choose(arguments->subject.text, arguments->subject.length,
	                 &subject, &complaint))
		return fail_with(session, &complaint);
	show(session, &subject);
	return true;
}

const struct command help_command = {
	.name = "help",
	.aliases = { "?" },
	.summary = "list the commands, or explain one, or a topic",
	.details = "A name may be shortened as long as only one begins so. "
		   "The name of an errno, as\nEACCES, shows what it means "
		   "here.",
	.examples = {
		{ "What speaks of a word:",
		  "> help -k sprintf\n"
		  "printf      write formatted text, as sprintf\n"
		  "help        list the commands, or explain one, or a topic\n"
		  "lesson      two programs share memory: a first lesson, by hand (topic)\n"
		  "attaching   a segment in the memory of a process (topic)\n" },
		{ "What an errno means:",
		  "> help EEXIST\n"
		  "EEXIST  shmget with IPC_CREAT|IPC_EXCL, as create calls it: a segment has\n"
		  "        this key. attach it, or create -o to open it, or take another key.\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = help,
};
