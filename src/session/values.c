/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/values.h"

#include "session/place.h"
#include "session/session.h"
#include "shm/single.h"

bool values_load(struct session *session, struct attachment *attachment,
                 size_t offset, size_t size, size_t count, void *to)
{
	if (!single_is_one(offset, size))
		return place_read_bytes(session, attachment, offset, to,
		                        count * size);
	return single_load_all(attachment, &session->headroom, offset, size,
	                       count, to) == 0 ||
	       fail_access(session, attachment);
}

bool values_store(struct session *session, struct attachment *attachment,
                  size_t offset, size_t size, size_t count, const void *from)
{
	if (!single_is_one(offset, size))
		return place_write_bytes(session, attachment, offset, from,
		                         count * size);
	return single_store_all(attachment, &session->headroom, offset, size,
	                        count, from) == 0 ||
	       fail_access(session, attachment);
}
