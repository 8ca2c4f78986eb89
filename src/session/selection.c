/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/selection.h"

#include "session/names.h"
#include "session/report.h"
#include "session/session.h"
#include "session/survey.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A name comes before a number, as in chown(1). */
static bool find_number(bool is_user, const char *name, uint64_t *number)
{
	const struct passwd *user = is_user ? getpwnam(name) : NULL;
	const struct group *group = is_user ? NULL : getgrnam(name);

	if (user)
		*number = user->pw_uid;
	else if (group)
		*number = group->gr_gid;
	return user || group;
}

/* Users and groups become numbers once, before all segments are compared. */
static bool resolve(struct session *session, struct filter *filter)
{
	bool is_user = filter->field != FILTER_GROUP;
	char name[NAME_ROOM];
	char *end;

	if (filter->field != FILTER_OWNER && filter->field != FILTER_GROUP &&
	    filter->field != FILTER_CREATOR)
		return true;
	snprintf(name, sizeof(name), "%.*s", complaint_width(filter->length),
	         filter->text);
	if (find_number(is_user, name, &filter->number))
		return true;
	errno = 0;
	filter->number = strtoul(name, &end, 10);
	if (name[0] >= '0' && name[0] <= '9' && !*end && errno == 0 &&
	    filter->number <= UINT32_MAX)
		return true;
	if (is_user)
		return fail(session, "FILTER: there is no user '%s'", name);
	return fail(session, "FILTER: there is no group '%s'", name);
}

static bool read_one(struct session *session, const struct word *word,
                     struct selection *selection)
{
	struct filter *filter = &selection->filters[selection->count++];
	struct complaint complaint;

	if (!filter_read("FILTER", word->text, word->length, filter,
	                 &complaint))
		return fail_with(session, &complaint);
	if (filter->field == FILTER_RSS || filter->field == FILTER_SWAP)
		selection->shares = true;
	return resolve(session, filter);
}

bool selection_make(struct session *session, const struct word *words,
                    size_t count, struct selection *selection)
{
	*selection = (struct selection){ .now = time(NULL), .user = geteuid() };
	if (count == 0)
		return true;
	selection->filters = calloc(count, sizeof(*selection->filters));
	if (!selection->filters)
		return fail(session, "out of memory");
	for (size_t i = 0; i < count; i++)
		if (!read_one(session, &words[i], selection))
			return false;
	return true;
}

bool segment_is_closed(struct session *session, uid_t user,
                       const struct segment *segment)
{
	struct segment again;

	/* it is asked of the kernel, unless it is clear */
	if ((segment->mode & 0400) &&
	    (user == segment->uid || user == segment->creator_uid))
		return false;
	return segment_stat(&session->calls, segment->id, &again) == 0 &&
	       again.unreadable;
}

static uint64_t age_of(const struct selection *selection,
                       const struct segment *segment)
{
	int64_t age = selection->now - segment->change_time;

	return age > 0 ? (uint64_t)age : 0;
}

static bool has_command(struct selection *selection,
                        const struct filter *filter,
                        const struct segment *segment)
{
	const char *command;
	bool same;

	if (creator_look(&selection->creators, segment, &command) !=
	            CREATOR_EXISTS ||
	    !*command)
		return false;
	same = strlen(command) == filter->length &&
	       memcmp(command, filter->text, filter->length) == 0;
	return same == (filter->comparison == FILTER_IS);
}

static bool holds(struct session *session, struct selection *selection,
                  const struct filter *filter, const struct segment *segment,
                  const struct segment_share *share)
{
	switch (filter->field) {
	case FILTER_KEY:
		return filter_holds(filter, (uint32_t)segment->key);
	case FILTER_ID:
		return filter_holds(filter, (uint64_t)segment->id);
	case FILTER_OWNER:
		return filter_holds(filter, segment->uid);
	case FILTER_GROUP:
		return filter_holds(filter, segment->gid);
	case FILTER_CREATOR:
		return filter_holds(filter, segment->creator_uid);
	case FILTER_MODE:
		return filter_holds(filter, segment->mode);
	case FILTER_SIZE:
		return filter_holds(filter, segment->size);
	case FILTER_RSS:
		return share && filter_holds(filter, share->resident);
	case FILTER_SWAP:
		return share && filter_holds(filter, share->swapped);
	case FILTER_NATTCH:
		return filter_holds(filter, segment->nattch);
	case FILTER_CPID:
		return filter_holds(filter, (uint64_t)segment->creator_pid);
	case FILTER_LPID:
		return filter_holds(filter, (uint64_t)segment->last_pid);
	case FILTER_CMD:
		return has_command(selection, filter, segment);
	case FILTER_AGE:
		return filter_holds(filter, age_of(selection, segment));
	case FILTER_LOCKED:
		return filter_holds(filter, segment->locked);
	case FILTER_REMOVED:
		return filter_holds(filter, segment->removed);
	case FILTER_ORPHAN:
		return filter_holds(
			filter,
			segment_is_orphan(&selection->creators, segment));
	case FILTER_UNREADABLE:
		return filter_holds(
			filter,
			segment_is_closed(session, selection->user, segment));
	case FILTER_FIELDS:
		break;
	}
	return false;
}

bool selection_holds(struct session *session, struct selection *selection,
                     const struct survey *survey, size_t index)
{
	const struct segment_share *share =
		survey->shares ? &survey->shares[index] : NULL;

	for (size_t i = 0; i < selection->count; i++)
		if (!holds(session, selection, &selection->filters[i],
		           &survey->segments[index], share))
			return false;
	return true;
}

void selection_apply(struct session *session, struct selection *selection,
                     struct survey *survey)
{
	size_t kept = 0;

	if (selection->count == 0)
		return;
	for (size_t i = 0; i < survey->count; i++) {
		if (!selection_holds(session, selection, survey, i))
			continue;
		survey->segments[kept] = survey->segments[i];
		if (survey->shares)
			survey->shares[kept] = survey->shares[i];
		kept++;
	}
	survey->count = kept;
}

void selection_finish(struct selection *selection)
{
	free(selection->filters);
	selection->filters = NULL;
}
