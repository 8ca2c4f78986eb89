/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/prune_evidence.h"

#include "session/describe.h"
#include "session/names.h"
#include "session/session.h"
#include "text/escape.h"
#include "text/json.h"
#include "text/line.h"
#include "text/style.h"

#include <inttypes.h>

/* "4096 bytes", "4.0 MiB" */
void prune_evidence_size(struct line *line, uint64_t bytes)
{
	char human[KEY_ROOM];

	describe_size(bytes, human);
	if (*human)
		line_add(line, "%s", human);
	else
		line_add(line, "%" PRIu64 " byte%s", bytes,
		         bytes == 1 ? "" : "s");
}

/* "4194304 bytes (4.0 MiB)" */
static void add_exact(struct line *line, uint64_t bytes)
{
	char human[KEY_ROOM];

	line_add(line, "%" PRIu64 " byte%s", bytes, bytes == 1 ? "" : "s");
	describe_size(bytes, human);
	if (*human)
		line_add(line, " (%s)", human);
}

static void add_use(struct line *line, const struct segment *segment)
{
	int64_t used = segment->attach_time > segment->detach_time
	                       ? segment->attach_time
	                       : segment->detach_time;
	char age[TIME_ROOM];
	char process[NAME_ROOM];

	if (used == 0) {
		line_add(line, "never attached");
		return;
	}
	describe_age(used, age);
	name_process(segment->last_pid, used, process);
	line_add(line, "last used %s by %s", age, process);
}

/* A line from LINE, in which names are bytes from outside. */
static void show_line(struct output *output, const struct line *line)
{
	escape_show(output, line->text, line->length, ESCAPE_KEEP_BACKSLASHES);
	output_byte(output, '\n');
}

static void show_evidence(struct output *output, const struct orphan *orphan)
{
	const struct segment *segment = &orphan->segment;
	char text[DESCRIPTION_ROOM];
	struct line line = line_on(text, sizeof(text));
	char age[TIME_ROOM];

	describe_age(segment->change_time, age);
	output_text(output, "    ");
	line_add(&line, "its creator, %d, is gone%s; made or changed %s",
	         (int)segment->creator_pid,
	         orphan->number_taken ? " (another has its number)" : "", age);
	show_line(output, &line);
	line = line_on(text, sizeof(text));
	output_text(output, "    ");
	line_add(&line, "nobody has it attached; ");
	add_use(&line, segment);
	show_line(output, &line);
}

static void show_owners(struct output *output, const struct segment *segment)
{
	char text[DESCRIPTION_ROOM];
	struct line line = line_on(text, sizeof(text));
	char owner[NAME_ROOM];

	name_user(segment->uid, owner);
	line_add(&line, "    not yours: only %s", owner);
	if (segment->creator_uid != segment->uid) {
		name_user(segment->creator_uid, owner);
		line_add(&line, ", %s", owner);
	}
	line_add(&line, "%s may remove it (EPERM)",
	         segment->uid ? " and root" : "");
	show_line(output, &line);
}

void prune_evidence_show(struct output *output, const struct orphan *orphan)
{
	const struct segment *segment = &orphan->segment;
	char text[DESCRIPTION_ROOM];
	struct line line = line_on(text, sizeof(text));
	char key[KEY_ROOM];
	char owner[NAME_ROOM];

	describe_key(segment->key, segment->removed, key);
	name_user(segment->uid, owner);
	style_text(output, STYLE_KEY, key);
	line_add(&line, "  id %d  %s  ", segment->id, owner);
	add_exact(&line, segment->size);
	if (orphan->share_known) {
		line_add(&line, ", ");
		add_exact(&line, orphan->share.resident);
		line_add(&line, " resident");
	}
	show_line(output, &line);
	show_evidence(output, orphan);
	if (!orphan->mine)
		show_owners(output, segment);
}

void prune_evidence_json(struct session *session, const struct orphan *orphan,
                         bool tried, enum orphan_outcome outcome)
{
	static const char *const outcomes[] = {
		[ORPHAN_REMOVED] = "removed",   [ORPHAN_GONE] = "gone",
		[ORPHAN_ATTACHED] = "attached", [ORPHAN_USED] = "used",
		[ORPHAN_REFUSED] = "refused",   [ORPHAN_LIVES] = "lives",
	};
	struct json json = json_begin(session->output);

	json_string(&json, "command", "prune");
	json_status(&json, &orphan->segment);
	if (orphan->share_known) {
		json_unsigned(&json, "resident", orphan->share.resident);
		json_unsigned(&json, "swapped", orphan->share.swapped);
	} else {
		json_null(&json, "resident");
		json_null(&json, "swapped");
	}
	json_bool(&json, "creator_gone", true);
	json_bool(&json, "creator_pid_taken", orphan->number_taken);
	json_bool(&json, "mine", orphan->mine);
	json_string(&json, "outcome", tried ? outcomes[outcome] : "shown");
	json_end(&json);
}
