/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/stat_show.h"

#include "commands/labels.h"
#include "language/modes.h"
#include "session/describe.h"
#include "session/names.h"
#include "session/selection.h"

#include <string.h>

static void show_owners(struct output *output, const struct segment *segment)
{
	char user[NAME_ROOM];
	char group[NAME_ROOM];
	char mode[10];

	mode_print(segment->mode, mode);
	label_show(output, "mode", "%04o %s", segment->mode, mode);
	name_user(segment->uid, user);
	name_group(segment->gid, group);
	label_show(output, "owner", "%s:%s (%u:%u)", user, group, segment->uid,
	           segment->gid);
	name_user(segment->creator_uid, user);
	name_group(segment->creator_gid, group);
	label_show(output, "creator", "%s:%s (%u:%u)", user, group,
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
	label_show(output, "made by", "%s", process);
	if (used && segment->last_pid != segment->creator_pid)
		name_process(segment->last_pid, used, process);
	label_show(output, "last pid", "%s", used ? process : "none");
	describe_time(segment->attach_time, time);
	label_show(output, "attached", "%s", time);
	describe_time(segment->detach_time, time);
	label_show(output, "detached", "%s", time);
	describe_time(segment->change_time, time);
	label_show(output, "changed", "%s", time);
}

static void show_key(struct output *output, key_t key, bool removed)
{
	char text[5] = "";
	unsigned bytes = (unsigned)key;

	if (key == 0) {
		label_show(output, "key", removed ? "removed" : "private");
		return;
	}
	/* the text that text:ABCD would take for it */
	for (int i = 0; i < 4; i++)
		text[i] = (char)(bytes >> (24 - 8 * i));
	if (strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	                 "0123456789_") == 4)
		label_show(output, "key", "0x%08x (%d, text:%s)", bytes, key,
		           text);
	else
		label_show(output, "key", "0x%08x (%d)", bytes, key);
}

/* For whoever asks what may be removed. */
static void show_orphan(struct output *output, const struct status *status)
{
	const struct segment *segment = &status->segment;

	if (segment->nattch == 0 &&
	    creator_look(&status->selection->creators, segment, NULL) ==
	            CREATOR_UNKNOWN)
		label_show(output, "orphan",
		           "? (made in another pid namespace)");
	else if (segment->nattch == 0 &&
	         segment_is_orphan(&status->selection->creators, segment))
		label_show(output, "orphan", "yes");
	else
		label_show(output, "orphan", "no");
}

void status_show(struct output *output, const struct status *status)
{
	const struct segment *segment = &status->segment;
	char flags[DESCRIPTION_ROOM];

	show_key(output, segment->key, segment->removed);
	label_show(output, "id", "%d", segment->id);
	label_size(output, "size", segment->size);
	show_owners(output, segment);
	label_show(output, "nattch", "%lu", segment->nattch);
	label_users(output, segment, &status->processes);
	if (status->memory_known) {
		label_size(output, "resident", status->share.resident);
		label_size(output, "swapped", status->share.swapped);
	}
	show_history(output, segment);
	describe_flags(segment, ", ", flags);
	label_show(output, "flags", "%s", *flags ? flags : "none");
	show_orphan(output, status);
}
