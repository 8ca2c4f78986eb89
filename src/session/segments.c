/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/segments.h"

#include "session/explain.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <unistd.h>

const char *segment_said(struct session *session,
                         const struct segment_name *name)
{
	if (name->form == SEGMENT_CURRENT && session->current.chosen)
		snprintf(session->said, sizeof(session->said), "id:%d",
		         session->current.id);
	else
		snprintf(session->said, sizeof(session->said), "%.*s",
		         complaint_width(name->length), name->text);
	return session->said;
}

bool segment_key(struct session *session, const struct segment_name *name,
                 key_t *key)
{
	char *path;

	*key = name->key;
	if (name->form != SEGMENT_FTOK)
		return true;
	path = strndup(segment_ftok_path(name), name->path_length);
	if (!path)
		return fail(session, "out of memory");
	*key = ftok(path, name->letter);
	free(path);
	if (*key == (key_t)-1)
		return fail(session, "%s: no key is made of the file: %s (%s)",
		            segment_said(session, name), strerror(errno),
		            strerrorname_np(errno));
	return true;
}

/* The key of a held attachment means another segment now: use neither. */
static bool fail_taken_over(struct session *session,
                            const struct segment_name *name,
                            const struct attachment *held, int id)
{
	struct complaint complaint;

	complain(&complaint, "%s: the key names another segment now",
	         segment_said(session, name));
	complaint_cause(&complaint,
	                "key 0x%08x is attached here as id %d, which was "
	                "removed meanwhile; the key was taken anew by id %d",
	                (unsigned)held->key, held->id, id);
	complaint_remedy(&complaint,
	                 "id:%d for the one attached, id:%d for the new one",
	                 held->id, id);
	return fail_with(session, &complaint);
}

/* The latest held attachment that was made under KEY. */
static const struct attachment *find_held(const struct session *session,
                                          key_t key)
{
	const struct attachment *found =
		attachments_find_key(&session->attachments, key);

	while (found && !(found->held && !found->removed && found->key == key))
		found = found->next_of_key;
	return found;
}

static bool is_held(const struct session *session, int id)
{
	const struct attachment *found =
		attachments_find_id(&session->attachments, id);

	while (found && !(found->held && found->id == id))
		found = found->next_of_id;
	return found;
}

static bool choose_by_key(struct session *session,
                          const struct segment_name *name, int *id)
{
	const struct attachment *held;
	key_t key;

	if (!segment_key(session, name, &key))
		return false;
	*id = segment_find(&session->calls, key);
	if (*id < 0)
		return fail_call(session, name);
	held = find_held(session, key);
	if (held && held->id != *id && !is_held(session, *id))
		return fail_taken_over(session, name, held, *id);
	return true;
}

bool fail_no_current(struct session *session)
{
	return fail(session, "there is no current segment: create, attach or "
	                     "use one, or name it");
}

bool segment_choose(struct session *session, const struct segment_name *name,
                    int *id)
{
	*id = -1;
	switch (name->form) {
	case SEGMENT_CURRENT:
		*id = session->current.id;
		if (session->current.chosen)
			return true;
		return fail_no_current(session);
	case SEGMENT_ID:
		*id = name->id;
		return true;
	case SEGMENT_KEY:
	case SEGMENT_FTOK:
		return choose_by_key(session, name, id);
	case SEGMENT_PRIVATE:
		break;
	}
	return fail(session, "private chooses no segment that is there");
}

bool segment_look(struct session *session, const struct segment_name *name,
                  struct segment *segment)
{
	int id;

	if (!segment_choose(session, name, &id))
		return false;
	if (segment_stat(&session->calls, id, segment) != 0)
		return fail_call(session, name);
	return true;
}

bool segment_dies_with_detach(struct session *session,
                              const struct segment *segment)
{
	if (segment->nattch > 0)
		return false;
	if (session->forced_checked != session->waits) {
		char digit = '0';
		int file = open("/proc/sys/kernel/shm_rmid_forced",
		                O_RDONLY | O_CLOEXEC);

		if (file >= 0) {
			if (read(file, &digit, 1) != 1)
				digit = '0';
			close(file);
		}
		session->forced = digit != '0';
		session->forced_checked = session->waits;
	}
	return session->forced;
}
