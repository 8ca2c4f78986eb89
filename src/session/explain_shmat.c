/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/failure.h"

#include "session/explain_limits.h"
#include "session/session.h"
#include "shm/mappings.h"
#include "shm/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* proc(5): the name is made of the key that the segment once had. */
static bool mapping_is_segment(const struct mapping *mapping)
{
	return strncmp(mapping->name, "/SYSV", 5) == 0;
}

/* Where the address that was asked for can not be taken. */
static void explain_address(struct failure *failure,
                            const struct segment *segment)
{
	uintptr_t address = (uintptr_t)failure->call.address;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	struct mapping mapping = { .name = "" };

	if (address % page != 0 && !(failure->call.flags & SHM_RND)) {
		failure_say(failure, "the address can not be used");
		complaint_cause(&failure->complaint,
		                "0x%" PRIxPTR " is no multiple of SHMLBA "
		                "(%" PRIuPTR ")",
		                address, page);
		complaint_remedy(&failure->complaint,
		                 "-d, which rounds it down to 0x%" PRIxPTR,
		                 address / page * page);
		return;
	}
	address = address / page * page;
	failure_say(failure, "the address can not be used");
	if (mapping_overlapping(address, address + segment->size, &mapping))
		complaint_cause(&failure->complaint,
		                "0x%" PRIxPTR "-0x%" PRIxPTR " is taken by %s",
		                mapping.from, mapping.to,
		                mapping_is_segment(&mapping)
		                        ? "an attachment of shmsh"
		                        : mapping.name);
	complaint_remedy(&failure->complaint, "another ADDRESS%s",
	                 mapping_is_segment(&mapping)
	                         ? ", or -f, which replaces an attachment"
	                         : ", or none");
}

static void explain_shmat_invalid(struct failure *failure)
{
	struct segment segment;

	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) != 0)
		explain_gone(failure);
	else if (failure->call.address)
		explain_address(failure, &segment);
	else
		failure_say(failure, strerror(EINVAL));
}

static void explain_shmat_access(struct failure *failure)
{
	struct segment segment;
	mode_t asked = failure->call.flags & SHM_RDONLY ? 4 : 6;

	if (failure->call.flags & SHM_EXEC)
		asked |= 1;
	failure_say(failure, "you may not attach it so");
	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) == 0)
		explain_access(failure, &segment, asked);
}

/* A quarter of what an x86-64 process addresses: from there on a segment may
 * find no hole that is large enough. */
enum {
	ADDRESS_BITS = 45
};

static void explain_shmat_memory(struct failure *failure)
{
	struct segment segment = { .size = 0 };
	struct rlimit limit;
	uint64_t most = limit_of_mappings("max_map_count");

	failure_say(failure,
	            failure->call.address
	                    ? "there is no room for it at this address"
	                    : "there is no room for it in the address space");
	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) == 0 &&
	    getrlimit(RLIMIT_AS, &limit) == 0 &&
	    limit.rlim_cur != RLIM_INFINITY)
		complaint_cause(&failure->complaint,
		                "%zu bytes do not fit in RLIMIT_AS = %" PRIu64
		                " bytes",
		                segment.size, (uint64_t)limit.rlim_cur);
	else if (segment.size >> ADDRESS_BITS)
		complaint_cause(&failure->complaint,
		                "%zu bytes do not fit in the 2^%d bytes that a "
		                "process can address, of which some are in use",
		                segment.size, ADDRESS_BITS + 2);
	else if (most > 0 && mappings_count() + 2 >= most)
		complaint_cause(&failure->complaint,
		                "%zu attachments are held; a process has "
		                "vm.max_map_count = %" PRIu64
		                " mappings at most",
		                failure->session->attachments.held, most);
}

static void explain_shmat_forbidden(struct failure *failure)
{
	uint64_t least = limit_of_mappings("mmap_min_addr");
	const void *address = failure->call.address;

	failure_say(failure, "it may not be attached there");
	if (address && (uintptr_t)address < least)
		complaint_cause(&failure->complaint,
		                "%p is below vm.mmap_min_addr = %" PRIu64
		                ", where only root may attach",
		                address, least);
}

void explain_shmat(struct failure *failure)
{
	switch (failure->call.error) {
	case EINVAL:
		explain_shmat_invalid(failure);
		break;
	case EIDRM:
		failure_say(failure,
		            "it was removed while it was being attached");
		complaint_remedy(&failure->complaint,
		                 "the same by key: a new segment may have it");
		break;
	case EACCES:
		explain_shmat_access(failure);
		break;
	case ENOMEM:
		explain_shmat_memory(failure);
		break;
	case EPERM:
		explain_shmat_forbidden(failure);
		break;
	default:
		failure_say(failure, strerror(failure->call.error));
		break;
	}
}
