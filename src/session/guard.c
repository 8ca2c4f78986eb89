/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/guard.h"

#include "session/session.h"
#include "shm/mappings.h"

#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	GROWTH_MOST = 64 << 20
};

static uintptr_t stack_growth(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_STACK, &limit) != 0 ||
	    limit.rlim_cur > GROWTH_MOST)
		return GROWTH_MOST;
	return (uintptr_t)limit.rlim_cur;
}

/* The kernel attaches there, and the next call or allocation collides. */
static bool guard_growth(uintptr_t from, uintptr_t to,
                         struct complaint *complaint)
{
	struct mapping mapping;

	if (mapping_named("[stack]", &mapping) && from < mapping.to &&
	    to > mapping.to - stack_growth())
		return complain(complaint,
		                "0x%" PRIxPTR " is where shmsh's stack grows",
		                from);
	if (mapping_named("[heap]", &mapping) && to > mapping.from &&
	    from < mapping.to + GROWTH_MOST)
		return complain(complaint,
		                "0x%" PRIxPTR " is where shmsh's heap grows",
		                from);
	return true;
}

/* The attachment that MAPPING is; NULL when it is something else. */
static const struct attachment *own(const struct session *session,
                                    const struct mapping *mapping)
{
	const struct attachment *found = session->attachments.first;

	while (found && ((uintptr_t)found->memory != mapping->from ||
	                 found->mapped != mapping->to - mapping->from))
		found = found->next;
	return found;
}

static bool guard_replaced(const struct session *session, uintptr_t from,
                           uintptr_t to, struct complaint *complaint)
{
	struct mapping mapping;

	for (uintptr_t at = from; mapping_overlapping(at, to, &mapping);
	     at = mapping.to) {
		if (!own(session, &mapping)) {
			complain(complaint,
			         "-f replaces only shmsh's own attachments");
			complaint_cause(complaint,
			                "0x%" PRIxPTR "-0x%" PRIxPTR " is %s",
			                mapping.from, mapping.to, mapping.name);
			return false;
		}
		if (mapping.from >= from && mapping.to <= to)
			continue;
		complain(complaint, "-f must cover the whole of what it "
		                    "replaces");
		complaint_cause(complaint,
		                "the attachment at 0x%" PRIxPTR
		                " goes up to 0x%" PRIxPTR
		                "; this one would take 0x%" PRIxPTR
		                " to 0x%" PRIxPTR,
		                mapping.from, mapping.to, from, to);
		return false;
	}
	return true;
}

bool guard_address(struct session *session, uint64_t address, size_t size,
                   bool rounded, bool replace, struct complaint *complaint)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = rounded ? address / page * page : address;
	uintptr_t to;

	if (from < page)
		return complain(complaint,
		                "0x%" PRIxPTR " is in page 0, which null "
		                "pointers must not reach",
		                from);
	if (__builtin_add_overflow(from, size + page - 1, &to))
		return complain(complaint,
		                "0x%" PRIxPTR " leaves no room for %zu bytes",
		                from, size);
	to = to / page * page;
	/* an address between pages is the kernel's to refuse */
	if (from % page != 0)
		return true;
	if (!guard_growth(from, to, complaint))
		return false;
	return !replace || guard_replaced(session, from, to, complaint);
}
