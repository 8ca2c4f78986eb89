/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/explain.h"

#include "language/places.h"
#include "session/describe.h"
#include "session/explain_limits.h"
#include "session/names.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "shm/mappings.h"
#include "shm/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* One failed call on its way to words; CALL is a copy, for a second look makes
 * calls too. */
struct failure {
	struct session *session;
	struct call call;
	struct complaint complaint;
	const char *subject;
	bool of_file; /* the key is made by ftok(3) */
};

static void say(struct failure *failure, const char *what)
{
	complain(&failure->complaint, "%s: %s (%s)", failure->subject, what,
	         strerrorname_np(failure->call.error));
}

/* A key such as -1 must not look like an option in a command that helps. */
static const char *dashes(const struct failure *failure)
{
	return failure->subject[0] == '-' ? "-- " : "";
}

static bool in_group(gid_t group)
{
	gid_t groups[256];
	int count = getgroups(256, groups);

	if (getegid() == group)
		return true;
	for (int i = 0; i < count; i++)
		if (groups[i] == group)
			return true;
	return false;
}

/* As ipcperms() of the kernel decides: svipc(7). */
static mode_t granted_access(const struct segment *segment)
{
	uid_t user = geteuid();

	if (user == segment->uid || user == segment->creator_uid)
		return segment->mode >> 6 & 7;
	if (in_group(segment->gid) || in_group(segment->creator_gid))
		return segment->mode >> 3 & 7;
	return segment->mode & 7;
}

static void access_words(mode_t access, char text[static 40])
{
	static const char *const words[8] = {
		"nothing",        "execute",
		"write",          "write and execute",
		"read",           "read and execute",
		"read and write", "read, write and execute",
	};

	snprintf(text, 40, "%s", words[access & 7]);
}

static void explain_access(struct failure *failure,
                           const struct segment *segment, mode_t asked)
{
	mode_t granted = granted_access(segment);
	char owner[NAME_ROOM];
	char group[NAME_ROOM];
	char user[NAME_ROOM];
	char wants[40];
	char has[40];

	name_user(segment->uid, owner);
	name_group(segment->gid, group);
	name_user(geteuid(), user);
	access_words(asked, wants);
	access_words(granted, has);
	complaint_cause(&failure->complaint,
	                "id %d belongs to %s:%s with mode %04o; you (%s) ask "
	                "for %s and are given %s",
	                segment->id, owner, group, segment->mode, user, wants,
	                has);
	/* for any other command it would only have been a way to write */
	if ((granted & 4) && failure->call.name == CALL_SHMAT &&
	    failure->session->command &&
	    strcmp(failure->session->command, "attach") == 0)
		complaint_remedy(&failure->complaint, "attach %s%s%s",
		                 granted & 2 ? "" : "-r ", dashes(failure),
		                 failure->subject);
}

/* Nothing has the key; perhaps what is attached here had it. */
static void explain_missing_key(struct failure *failure)
{
	const struct attachment *held = attachments_find_key(
		&failure->session->attachments, failure->call.key);
	unsigned key = (unsigned)failure->call.key;

	say(failure, "no segment has this key");
	if (held) {
		complaint_cause(&failure->complaint,
		                "the one with key 0x%x that is attached here "
		                "was removed; it lives on as id %d until it "
		                "is detached",
		                key, held->id);
		complaint_remedy(&failure->complaint, "id:%d in place of %s",
		                 held->id, failure->subject);
		return;
	}
	if (failure->of_file) {
		complaint_cause(&failure->complaint,
		                "key 0x%x, of ID 0x%x, device 0x..%02x and "
		                "inode 0x..%04x, names nothing in this IPC "
		                "namespace; a file made anew gives another key",
		                key, key >> 24, key >> 16 & 0xff, key & 0xffff);
		complaint_remedy(&failure->complaint, "ls, or create %s SIZE",
		                 failure->subject);
		return;
	}
	complaint_cause(&failure->complaint,
	                "key 0x%x (%d) names nothing in this IPC namespace",
	                key, failure->call.key);
	complaint_remedy(&failure->complaint, "ls, or create %s%s SIZE",
	                 dashes(failure), failure->subject);
}

static bool look_at_key(struct failure *failure, struct segment *segment)
{
	int id = segment_find(&failure->session->calls, failure->call.key);

	return id >= 0 &&
	       segment_stat(&failure->session->calls, id, segment) == 0;
}

static void explain_existing(struct failure *failure)
{
	struct segment segment;
	char text[DESCRIPTION_ROOM];

	say(failure, "a segment has this key already");
	if (!look_at_key(failure, &segment))
		return;
	describe_segment(&segment, text);
	complaint_cause(&failure->complaint, "key 0x%x names %s",
	                (unsigned)failure->call.key, text);
	complaint_remedy(&failure->complaint,
	                 "attach %s%s, or create -o to open it",
	                 dashes(failure), failure->subject);
}

static void explain_size(struct failure *failure)
{
	struct segment segment;

	say(failure, "the size can not be had");
	if (failure->call.key != IPC_PRIVATE &&
	    look_at_key(failure, &segment)) {
		say(failure, "the segment that is there is smaller");
		complaint_cause(&failure->complaint,
		                "id %d has %zu bytes, you asked for %zu, and "
		                "a segment can not grow",
		                segment.id, segment.size, failure->call.size);
		complaint_remedy(&failure->complaint,
		                 "attach %s%s, or rm %s%s and create it anew",
		                 dashes(failure), failure->subject,
		                 dashes(failure), failure->subject);
		return;
	}
	explain_new_size(failure->session, &failure->call, &failure->complaint);
}

static void explain_shmget_access(struct failure *failure)
{
	struct segment segment;
	int flags = failure->call.flags;

	say(failure, "the segment that is there is closed to you");
	/* as the kernel asks: each class's bits of the mode */
	if (look_at_key(failure, &segment))
		explain_access(failure, &segment,
		               (mode_t)((flags >> 6 | flags >> 3 | flags) & 7));
}

static void explain_shmget(struct failure *failure)
{
	switch (failure->call.error) {
	case ENOENT:
		explain_missing_key(failure);
		break;
	case EEXIST:
		explain_existing(failure);
		break;
	case EACCES:
		explain_shmget_access(failure);
		break;
	case EINVAL:
		explain_size(failure);
		break;
	case ENOSPC:
		say(failure, "the system's limit is reached");
		explain_no_space(failure->session, &failure->call,
		                 &failure->complaint);
		break;
	case ENOMEM:
		say(failure, "the kernel will not reserve the memory");
		explain_no_memory(&failure->call, &failure->complaint);
		break;
	case EPERM:
		say(failure, "huge pages are not for you");
		complaint_cause(&failure->complaint,
		                "they need CAP_IPC_LOCK, or the group that "
		                "vm.hugetlb_shm_group names");
		break;
	case ENFILE:
		say(failure, "the system's file table is full");
		break;
	case ENOSYS:
		say(failure, "this kernel has no System V shared memory");
		break;
	default:
		say(failure, strerror(failure->call.error));
		break;
	}
}

static void explain_gone(struct failure *failure)
{
	say(failure, "no segment has this id");
	complaint_cause(&failure->complaint,
	                "there is no id %d here: it was removed, is of "
	                "another IPC namespace, or the number is a key",
	                failure->call.id);
	complaint_remedy(&failure->complaint, "ls");
}

/* Where the address that was asked for can not be taken. */
static void explain_address(struct failure *failure,
                            const struct segment *segment)
{
	uintptr_t address = (uintptr_t)failure->call.address;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	struct mapping mapping;

	if (address % page != 0 && !(failure->call.flags & SHM_RND)) {
		say(failure, "the address can not be used");
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
	say(failure, "the address can not be used");
	if (mapping_overlapping(address, address + segment->size, &mapping))
		complaint_cause(&failure->complaint,
		                "0x%" PRIxPTR "-0x%" PRIxPTR " is taken by %s",
		                mapping.from, mapping.to, mapping.name);
	complaint_remedy(&failure->complaint, "another ADDRESS%s",
	                 strncmp(mapping.name, "/SYSV", 5) == 0
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
		say(failure, strerror(EINVAL));
}

static void explain_shmat_access(struct failure *failure)
{
	struct segment segment;
	mode_t asked = failure->call.flags & SHM_RDONLY ? 4 : 6;

	if (failure->call.flags & SHM_EXEC)
		asked |= 1;
	say(failure, "you may not attach it so");
	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) == 0)
		explain_access(failure, &segment, asked);
}

static void explain_shmat_memory(struct failure *failure)
{
	struct segment segment;
	struct rlimit limit;
	uint64_t most = limit_of_mappings("max_map_count");

	say(failure, failure->call.address
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

	say(failure, "it may not be attached there");
	if (address && (uintptr_t)address < least)
		complaint_cause(&failure->complaint,
		                "%p is below vm.mmap_min_addr = %" PRIu64
		                ", where only root may attach",
		                address, least);
}

static void explain_shmat(struct failure *failure)
{
	switch (failure->call.error) {
	case EINVAL:
		explain_shmat_invalid(failure);
		break;
	case EIDRM:
		say(failure, "it was removed while it was being attached");
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
		say(failure, strerror(failure->call.error));
		break;
	}
}

static void add_owner(const struct segment *segment,
                      struct complaint *complaint)
{
	char owner[NAME_ROOM];
	char creator[NAME_ROOM];
	char user[NAME_ROOM];

	name_user(segment->uid, owner);
	name_user(segment->creator_uid, creator);
	name_user(geteuid(), user);
	complaint_cause(complaint,
	                "id %d is owned by %s and was created by %s; only "
	                "they or root may do this, you are %s; its mode does "
	                "not matter here",
	                segment->id, owner, creator, user);
}

static void explain_shmctl_owner(struct failure *failure)
{
	struct segment segment;

	say(failure, "it is not yours");
	if (segment_stat(&failure->session->calls, failure->call.id,
	                 &segment) == 0)
		add_owner(&segment, &failure->complaint);
}

void explain_owner(struct session *session, const struct segment_name *name,
                   const struct segment *segment)
{
	struct complaint complaint;

	complain(&complaint, "%.*s: it is not yours; nothing was done (EPERM)",
	         complaint_width(name->length), name->text);
	add_owner(segment, &complaint);
	fail_with(session, &complaint);
}

static void explain_shmctl(struct failure *failure)
{
	switch (failure->call.error) {
	case EINVAL:
	case EIDRM:
		explain_gone(failure);
		break;
	case EPERM:
		explain_shmctl_owner(failure);
		break;
	default:
		say(failure, strerror(failure->call.error));
		break;
	}
}

static void explain_shmdt(struct failure *failure)
{
	const struct attachment *first = failure->session->attachments.first;
	char choice[KEY_ROOM];

	say(failure, "nothing is attached at this address");
	if (!first)
		return;
	describe_choice(first->key, first->id, choice);
	complaint_cause(&failure->complaint,
	                "%p is the start of no attachment; attached last is "
	                "%s at %p",
	                failure->call.address, choice, (void *)first->memory);
	complaint_remedy(&failure->complaint, "attach, which lists them all");
}

static void explain_last_call(struct session *session, const char *subject,
                              bool of_file)
{
	struct failure failure = {
		.session = session,
		.call = session->calls.last,
		.subject = subject,
		.of_file = of_file,
	};

	switch (failure.call.name) {
	case CALL_NONE:
		say(&failure, "failed");
		break;
	case CALL_SHMGET:
		explain_shmget(&failure);
		break;
	case CALL_SHMAT:
		explain_shmat(&failure);
		break;
	case CALL_SHMDT:
		explain_shmdt(&failure);
		break;
	case CALL_SHMCTL:
		explain_shmctl(&failure);
		break;
	}
	fail_with(session, &failure.complaint);
}

void explain_call_for(struct session *session, const char *subject)
{
	explain_last_call(session, subject, false);
}

void explain_call(struct session *session, const struct segment_name *name)
{
	explain_last_call(session, segment_said(session, name),
	                  name->form == SEGMENT_FTOK);
}

void explain_fault(const struct attachment *attachment,
                   struct complaint *complaint)
{
	if (mapping_is_huge((uintptr_t)attachment->memory))
		explain_huge_pool(complaint);
}
