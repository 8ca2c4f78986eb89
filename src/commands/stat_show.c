/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/stat_show.h"

#include "commands/details.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/selection.h"
#include "text/escape.h"
#include "text/line.h"
#include "text/output.h"
#include "text/style.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 3, 4))) static void
show(struct output *output, const char *label, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	style_begin(output, STYLE_DIM);
	output_print(output, "%-9s", label);
	style_end(output);
	output_byte(output, ' ');
	escape_show(output, text, strlen(text), ESCAPE_ALL);
	output_byte(output, '\n');
}

static void show_size(struct output *output, const char *label, uint64_t bytes)
{
	char human[KEY_ROOM];

	describe_size(bytes, human);
	if (*human)
		show(output, label, "%" PRIu64 " bytes (%s)", bytes, human);
	else
		show(output, label, "%" PRIu64 " byte%s", bytes,
		     bytes == 1 ? "" : "s");
}

static void show_owners(struct output *output, const struct segment *segment)
{
	char user[NAME_ROOM];
	char group[NAME_ROOM];
	char mode[10];

	mode_print(segment->mode, mode);
	show(output, "mode", "%04o %s", segment->mode, mode);
	name_user(segment->uid, user);
	name_group(segment->gid, group);
	show(output, "owner", "%s:%s (%u:%u)", user, group, segment->uid,
	     segment->gid);
	name_user(segment->creator_uid, user);
	name_group(segment->creator_gid, group);
	show(output, "creator", "%s:%s (%u:%u)", user, group,
	     segment->creator_uid, segment->creator_gid);
}

static void show_history(struct output *output, const struct segment *segment)
{
	char time[TIME_ROOM];
	char process[NAME_ROOM];
	int64_t used = segment->attach_time > segment->detach_time
	                       ? segment->attach_time
	                       : segment->detach_time;

	name_process(segment->creator_pid, segment->change_time, process);
	show(output, "made by", "%s", process);
	if (used && segment->last_pid != segment->creator_pid)
		name_process(segment->last_pid, used, process);
	show(output, "last pid", "%s", used ? process : "none");
	describe_time(segment->attach_time, time);
	show(output, "attached", "%s", time);
	describe_time(segment->detach_time, time);
	show(output, "detached", "%s", time);
	describe_time(segment->change_time, time);
	show(output, "changed", "%s", time);
}

static void show_key(struct output *output, key_t key, bool removed)
{
	char text[5] = "";
	unsigned bytes = (unsigned)key;

	if (key == 0) {
		show(output, "key", removed ? "removed" : "private");
		return;
	}
	/* the text that text:ABCD would take for it */
	for (int i = 0; i < 4; i++)
		text[i] = (char)(bytes >> (24 - 8 * i));
	if (strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	                 "0123456789_") == 4)
		show(output, "key", "0x%08x (%d, text:%s)", bytes, key, text);
	else
		show(output, "key", "0x%08x (%d)", bytes, key);
}

/* "812 (bash), 813 (psql) twice, and 1 mapping that may not be seen" */
static void show_users(struct output *output, const struct status *status)
{
	enum {
		MOST = 8
	};
	const struct segment *segment = &status->segment;
	const struct processes *processes = &status->processes;
	unsigned long seen = 0;
	char text[512];
	struct line line = line_on(text, sizeof(text));

	if (segment->nattch == 0)
		return;
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->items[i];
		unsigned long mappings =
			process_mappings(processes, i, segment->id);

		seen += mappings;
		if (i < MOST)
			line_add(&line, "%s%d (%s)", i ? ", " : "",
			         (int)process->pid, process->command);
		if (i < MOST && mappings > 1)
			line_add(&line, " %lu times", mappings);
	}
	if (processes->count > MOST)
		line_add(&line, " and %zu more", processes->count - MOST);
	if (seen < segment->nattch)
		line_add(&line, "%s%lu that may not be seen",
		         line.length ? ", and " : "", segment->nattch - seen);
	show(output, "used by", "%s", text);
}

/* For whoever asks what may be removed. */
static void show_orphan(struct output *output, const struct status *status)
{
	const struct segment *segment = &status->segment;

	if (segment->nattch > 0)
		show(output, "orphan", "no");
	else if (creator_look(&status->selection->creators, segment, NULL) ==
	         CREATOR_UNKNOWN)
		show(output, "orphan", "? (made in another pid namespace)");
	else if (segment_is_orphan(&status->selection->creators, segment))
		show(output, "orphan", "yes");
	else
		show(output, "orphan", "no");
}

void status_show(struct output *output, const struct status *status)
{
	const struct segment *segment = &status->segment;
	char flags[DESCRIPTION_ROOM];

	show_key(output, segment->key, segment->removed);
	show(output, "id", "%d", segment->id);
	show_size(output, "size", segment->size);
	show_owners(output, segment);
	show(output, "nattch", "%lu", segment->nattch);
	show_users(output, status);
	if (status->memory_known) {
		show_size(output, "resident", status->share.resident);
		show_size(output, "swapped", status->share.swapped);
	}
	show_history(output, segment);
	describe_flags(segment, ", ", flags);
	show(output, "flags", "%s", *flags ? flags : "none");
	show_orphan(output, status);
}
