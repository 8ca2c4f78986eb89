/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/prune_evidence.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/orphans.h"
#include "session/question.h"
#include "session/report.h"
#include "session/selection.h"
#include "session/session.h"
#include "text/line.h"

#include <stdio.h>

struct arguments {
	bool force;
	bool only_show;
	struct timespec age;
	struct repeated_words filters;
};

static const struct parameter parameters[] = {
	SWITCH('f', "force", force, "remove them without a question"),
	SWITCH('n', "dry-run", only_show, "only show them", .excludes = 'f'),
	OPTION('a', "age", "SECONDS", KIND_SECONDS, age,
	       "made and used no later than that ago; 60"),
	OPERAND(ANY, "FILTER", KIND_FILTER, filters,
	        "which of them, as owner=postgres or size>=1M"),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.age = { .tv_sec = 60 },
};

static void show_all(struct session *session, const struct orphans *orphans)
{
	if (session->json)
		return;
	if (orphans->count == 0)
		output_text(session->output, "no orphans\n");
	for (size_t i = 0; i < orphans->count; i++)
		prune_evidence_show(session->output, &orphans->items[i]);
}

static void note_left_out(struct session *session,
                          const struct orphans *orphans)
{
	if (session->json)
		return;
	if (orphans->recent > 0)
		note(session,
		     "%zu more %s made or used a moment ago (-a 0 takes %s, "
		     "too)",
		     orphans->recent, orphans->recent == 1 ? "was" : "were",
		     orphans->recent == 1 ? "it" : "them");
	if (orphans->doubtful > 0)
		note(session,
		     "%zu more %s attached by nobody, but a process has the "
		     "pid of its creator, and may be it if the clock was set "
		     "(rm removes a segment)",
		     orphans->doubtful, orphans->doubtful == 1 ? "is" : "are");
	if (orphans->unknown > 0)
		note(session,
		     "%zu more %s attached by nobody, but made in another pid "
		     "namespace: its creator may live (rm removes a segment)",
		     orphans->unknown, orphans->unknown == 1 ? "is" : "are");
}

/* How many may be removed, and as "3 segments (12.0 MiB)". */
static size_t sum_up(const struct orphans *orphans,
                     char text[static DESCRIPTION_ROOM])
{
	struct line line = line_on(text, DESCRIPTION_ROOM);
	uint64_t bytes = 0;
	size_t count = 0;

	for (size_t i = 0; i < orphans->count; i++) {
		const struct orphan *orphan = &orphans->items[i];

		if (!orphan->mine)
			continue;
		count++;
		/* sizes are what was asked for: their sum may not fit */
		if (__builtin_add_overflow(bytes, orphan->segment.size, &bytes))
			bytes = UINT64_MAX;
	}
	line_add(&line, "%zu segment%s (", count, count == 1 ? "" : "s");
	prune_evidence_size(&line, bytes);
	line_add(&line, ")");
	return count;
}

/* What became of one; false when it is still there. */
static bool say_outcome(struct session *session, const struct segment *segment,
                        enum orphan_outcome outcome)
{
	char key[KEY_ROOM];
	char choice[KEY_ROOM];

	describe_key(segment->key, false, key);
	describe_choice(segment->key, segment->id, choice);
	switch (outcome) {
	case ORPHAN_REMOVED:
		confirm(session, "removed %s  id %d", key, segment->id);
		return true;
	case ORPHAN_GONE:
		note(session, "%s: somebody else removed it meanwhile", choice);
		return true;
	case ORPHAN_LIVES:
		note(session,
		     "%s: somebody attached it in the moment it was removed, "
		     "and keeps it, as id:%d, until it is detached",
		     choice, segment->id);
		return true;
	case ORPHAN_ATTACHED:
		return fail(session, "%s: somebody attached it meanwhile: kept",
		            choice);
	case ORPHAN_USED:
		return fail(session,
		            "%s: it was used or changed meanwhile: kept",
		            choice);
	case ORPHAN_REFUSED:
		break;
	}
	return fail_call_for(session, choice);
}

/* Goes on after one that has to stay. */
static bool remove_all(struct session *session, const struct orphans *orphans)
{
	bool good = true;

	/* what is removed was shown before */
	output_flush(session->output);
	for (size_t i = 0; i < orphans->count; i++) {
		const struct orphan *orphan = &orphans->items[i];
		enum orphan_outcome outcome;

		if (session_interrupted)
			return fail(session, "interrupted");
		outcome = orphan_remove(session, orphan);
		if (!say_outcome(session, &orphan->segment, outcome))
			good = false;
		if (session->json)
			prune_evidence_json(session, orphan, true, outcome);
	}
	return good;
}

static bool ask(struct session *session, const char *text)
{
	char question[DESCRIPTION_ROOM + 16];

	snprintf(question, sizeof(question), "remove %s", text);
	switch (question_ask(session, question)) {
	case ANSWER_YES:
		return true;
	case ANSWER_INTERRUPTED:
	case ANSWER_NO:
		break;
	}
	note(session, "nothing was removed");
	return false;
}

/* What of it all is done, once it was shown. */
static bool decide(struct session *session, const struct arguments *arguments,
                   const struct orphans *orphans)
{
	char text[DESCRIPTION_ROOM];
	size_t count = sum_up(orphans, text);

	if (arguments->force && orphans->count > 0)
		return remove_all(session, orphans);
	for (size_t i = 0; session->json && i < orphans->count; i++)
		prune_evidence_json(session, &orphans->items[i], false,
		                    ORPHAN_REMOVED);
	if (arguments->only_show || session->json || count == 0)
		return true;
	if (session->read_only || !question_possible(session)) {
		note(session, "nothing was removed: prune -f removes %s", text);
		return true;
	}
	return ask(session, text) ? remove_all(session, orphans)
	                          : session_interrupted == 0;
}

static bool prune(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct selection selection;
	struct orphans orphans = { 0 };
	bool good;

	if (arguments->force && !session_may_change(session))
		return false;
	good = selection_make(session, arguments->filters.items,
	                      arguments->filters.count, &selection) &&
	       orphans_find(session, &selection, arguments->age.tv_sec,
	                    &orphans);
	if (good) {
		show_all(session, &orphans);
		note_left_out(session, &orphans);
		good = decide(session, arguments, &orphans);
	}
	orphans_finish(&orphans);
	selection_finish(&selection);
	return good;
}

static const struct trouble troubles[] = {
	{ "note: nothing was removed: prune -f removes ...",
	  "Only a yes that is typed on a terminal, or -f, removes something." },
	{ "somebody attached it meanwhile: kept",
	  "It was no orphan any more when its turn came. Nobody's mapping is taken." },
	{ "... made or used a moment ago",
	  "Who made it may be about to attach it: what is younger than a minute is\n"
	  "left out. -a says how old it must be." },
	{ "it is not yours (EPERM)",
	  "Only its owner, its creator and root may remove it." },
	{ NULL, NULL },
};

const struct command prune_command = {
	.name = "prune",
	.summary = "remove what nobody uses any more, after a question",
	.details = "Shows the segments that nobody has attached and whose "
		   "creator is gone, with the\nevidence. They are removed "
		   "after a yes on a terminal, or with -f; each only if\n"
		   "nobody attached or changed it since it was shown.",
	.wrong = troubles,
	.examples = {
		{ "What another program left behind; -a 0, since it is new:",
		  "> !shmsh -c 'create 1234 4096'\n"
		  "> prune -n -a 0 | grep ^0x\n"
		  "0x000004d2  id 0  root  4096 bytes (4.0 KiB), 0 bytes resident\n"
		  "> prune -f -a 0 > /dev/null\n"
		  "removed 0x000004d2  id 0\n" },
		{ "What has a living creator is not touched, attached or not:",
		  "> create 1234 4096\n"
		  "created 0x000004d2  id 0  4096 bytes  rw-------\n"
		  "> prune -f -a 0\n"
		  "no orphans\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.run = prune,
};
