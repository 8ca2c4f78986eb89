/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/segments.h"

#include "session/describe.h"
#include "session/explain.h"
#include "session/report.h"
#include "session/session.h"
#include "shm/access.h"
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

static bool fail_forced(struct session *session,
                        const struct segment_name *name)
{
	struct complaint complaint;

	complain(&complaint, "%s: detaching it afterwards would destroy it",
	         segment_said(session, name));
	complaint_cause(&complaint,
	                "kernel.shm_rmid_forced is 1 and nobody has it "
	                "attached: the last detach removes a segment");
	complaint_remedy(&complaint, "attach %s, and it lasts until detach",
	                 segment_said(session, name));
	return fail_with(session, &complaint);
}

/* An attachment of segment ID that is good for PURPOSE, if there is one. */
static struct attachment *find_fit(const struct session *session, int id,
                                   enum purpose purpose)
{
	struct attachment *found =
		attachments_find_id(&session->attachments, id);

	while (found &&
	       (found->id != id || (purpose == TO_WRITE && !found->writable)))
		found = found->next_of_id;
	return found;
}

/* Attached read-only by the user, or by a command that only read. */
static bool make_way(struct session *session, const struct segment_name *name,
                     int id)
{
	struct attachment *attachment =
		attachments_find_id(&session->attachments, id);
	struct complaint complaint;

	if (!attachment)
		return true;
	if (!attachment->held) {
		attachments_drop_passing(&session->attachments,
		                         &session->calls);
		return true;
	}
	complain(&complaint, "%s: it is attached read-only (EACCES)",
	         segment_said(session, name));
	complaint_remedy(&complaint, "detach %s, then attach it without -r",
	                 segment_said(session, name));
	return fail_with(session, &complaint);
}

static bool attach_passing(struct session *session,
                           const struct segment_name *name, int id,
                           enum purpose purpose, struct attachment **attachment)
{
	struct segment segment;
	int flags = purpose == TO_READ ? SHM_RDONLY : 0;

	if (segment_stat(&session->calls, id, &segment) != 0)
		return fail_call(session, name);
	if (segment_dies_with_detach(session, &segment))
		return fail_forced(session, name);
	*attachment = attachments_add(&session->attachments, &session->calls,
	                              &segment, NULL, flags);
	/* what earlier commands left attached may be in its way */
	if (!*attachment && errno == ENOMEM && session->attachments.passing) {
		session_rest(session);
		*attachment =
			attachments_add(&session->attachments, &session->calls,
		                        &segment, NULL, flags);
	}
	return *attachment || fail_call(session, name);
}

/* The way for whatever is not known yet: asks the kernel. */
static bool open_slowly(struct session *session,
                        const struct segment_name *name, enum purpose purpose,
                        struct attachment **attachment)
{
	int id;

	if (!segment_choose(session, name, &id))
		return false;
	*attachment = find_fit(session, id, purpose);
	if (!*attachment) {
		if (!make_way(session, name, id) ||
		    !attach_passing(session, name, id, purpose, attachment))
			return false;
	}
	if (name->form == SEGMENT_KEY)
		(*attachment)->checked = session->epoch;
	return true;
}

/* Known since the last rest: no call is needed. */
static struct attachment *find_known(const struct session *session,
                                     const struct segment_name *name,
                                     enum purpose purpose)
{
	struct attachment *found = NULL;

	if (name->form == SEGMENT_KEY)
		found = attachments_find_key(&session->attachments, name->key);
	else if (name->form == SEGMENT_ID)
		found = attachments_find_id(&session->attachments, name->id);
	else if (name->form == SEGMENT_CURRENT && session->current.chosen)
		found = attachments_find_id(&session->attachments,
		                            session->current.id);
	if (!found || (purpose == TO_WRITE && !found->writable) ||
	    (name->form == SEGMENT_KEY && found->checked != session->epoch))
		return NULL;
	return found;
}

static bool fail_outside(struct session *session, const struct place *place,
                         const struct attachment *attachment, uint64_t length)
{
	struct complaint complaint;
	uint64_t left = place->offset < attachment->size
	                        ? attachment->size - place->offset
	                        : 0;

	if (place->offset > attachment->size)
		complain(&complaint,
		         "%s: offset %" PRIu64 " is past the end: the "
		         "segment has %zu byte%s",
		         segment_said(session, &place->segment), place->offset,
		         attachment->size, attachment->size == 1 ? "" : "s");
	else
		complain(&complaint,
		         "%s: %" PRIu64 " byte%s at offset %" PRIu64
		         " do%s not fit: the segment has %zu byte%s",
		         segment_said(session, &place->segment), length,
		         length == 1 ? "" : "s", place->offset,
		         length == 1 ? "es" : "", attachment->size,
		         attachment->size == 1 ? "" : "s");
	complaint_cause(&complaint,
	                "%" PRIu64 " byte%s there from offset %" PRIu64
	                " on; nothing was read or written",
	                left, left == 1 ? " is" : "s are", place->offset);
	return fail_with(session, &complaint);
}

bool place_open(struct session *session, const struct place *place,
                enum purpose purpose, uint64_t length,
                struct attachment **attachment)
{
	*attachment = find_known(session, &place->segment, purpose);
	if (!*attachment &&
	    !open_slowly(session, &place->segment, purpose, attachment))
		return false;
	return access_fits(*attachment, place->offset, length) ||
	       fail_outside(session, place, *attachment, length);
}

bool fail_access(struct session *session, const struct attachment *attachment)
{
	struct complaint complaint;

	explain_bytes(session, attachment, &complaint);
	return fail_with(session, &complaint);
}

bool place_read_bytes(struct session *session, struct attachment *attachment,
                      size_t offset, void *to, size_t length)
{
	return access_read(attachment, &session->headroom, offset, to,
	                   length) == 0 ||
	       fail_access(session, attachment);
}

bool place_write_bytes(struct session *session, struct attachment *attachment,
                       size_t offset, const void *from, size_t length)
{
	return access_write(attachment, &session->headroom, offset, from,
	                    length) == 0 ||
	       fail_access(session, attachment);
}

bool place_prepare_write(struct session *session, struct attachment *attachment,
                         size_t offset, size_t length)
{
	return access_prepare_write(attachment, &session->headroom, offset,
	                            length) == 0 ||
	       fail_access(session, attachment);
}
