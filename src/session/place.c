/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/place.h"

#include "session/explain.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/access.h"
#include "shm/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>

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
		session_rest(session);
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

static bool open_use(struct session *session, const struct place_use *use,
                     struct attachment **attachment)
{
	return place_open(session, use->place, use->purpose, use->length,
	                  attachment);
}

bool place_open_both(struct session *session, const struct place_use *first,
                     const struct place_use *second,
                     struct attachment **first_attachment,
                     struct attachment **second_attachment)
{
	unsigned long epoch;

	/* to make way for the second, what earlier commands left attached was
	 * detached, and the first with it: without those both may fit */
	for (int tries = 0; tries < 2; tries++) {
		if (!open_use(session, first, first_attachment))
			return false;
		epoch = session->epoch;
		if (!open_use(session, second, second_attachment))
			return false;
		if (session->epoch == epoch)
			return true;
	}
	return fail(session, "the two segments can not be attached at the same "
	                     "time (ENOMEM)");
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
