/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/cmp_compare.h"

#include "memory/difference.h"
#include "session/report.h"
#include "session/session.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* COUNT bytes of each: those that differ. */
static void compare(struct comparison *comparison, const char *left,
                    const char *right, size_t count)
{
	size_t first;
	size_t different = difference_count(left, right, count, &first);

	if (different > 0 && comparison->different == 0) {
		comparison->first = comparison->at + first;
		comparison->bytes[0] = (unsigned char)left[first];
		comparison->bytes[1] = (unsigned char)right[first];
	}
	comparison->different += different;
	comparison->at += count;
}

/* The next bytes of the file; fewer than LENGTH at its end. */
static bool read_file(const struct comparison *comparison, char *to,
                      size_t length, size_t *count)
{
	*count = 0;
	while (*count < length) {
		ssize_t now = read(comparison->file.descriptor, to + *count,
		                   length - *count);

		if (now == 0)
			return true;
		if (now > 0)
			*count += (size_t)now;
		else if (session_interrupted)
			return fail(comparison->session, "interrupted");
		else if (errno != EINTR)
			return fail(comparison->session,
			            "%s: can not be read: %s (%s)",
			            comparison->right_name, strerror(errno),
			            strerrorname_np(errno));
	}
	return true;
}

/* The next COUNT bytes of both; where a file ends there are fewer. */
static bool compare_bytes(struct comparison *comparison, size_t count)
{
	static char other[SESSION_PIECE];
	char *piece = comparison->session->piece;
	size_t right = count;

	if (!side_read(&comparison->left, comparison->at, piece, count))
		return false;
	if (comparison->with_file ? !read_file(comparison, other, count, &right)
	                          : !side_read(&comparison->right,
	                                       comparison->at, other, count))
		return false;
	compare(comparison, piece, other, right);
	if (right < count) {
		comparison->end = RIGHT_ENDS;
		comparison->most = comparison->at;
	}
	return true;
}

/* Passes over what is a hole on both sides, up to MOST bytes; returns how many
 * these are, and in *NEXT how many come that are alike. */
static uint64_t pass_holes(struct comparison *comparison, uint64_t most,
                           uint64_t *next)
{
	uint64_t at = comparison->at;
	bool left_hole;
	bool right_hole;

	*next = side_stretch(&comparison->left, at, most, &left_hole);
	if (comparison->with_file)
		return left_hole ? source_file_skip(&comparison->file, *next)
		                 : 0;
	*next = side_stretch(&comparison->right, at, *next, &right_hole);
	return left_hole && right_hole ? *next : 0;
}

static bool compare_next(struct comparison *comparison)
{
	uint64_t next;
	uint64_t passed = pass_holes(comparison,
	                             comparison->most - comparison->at, &next);

	comparison->at += passed;
	if (passed > 0)
		return true;
	return compare_bytes(comparison, next < SESSION_PIECE ? (size_t)next
	                                                      : SESSION_PIECE);
}

/* Is one of them shorter? A file of a length that nobody knows may go on. */
static bool find_end(struct comparison *comparison, bool to_ends)
{
	uint64_t left = comparison->left.length;
	uint64_t right = comparison->right_length;
	size_t more = 1;
	char byte;

	if (comparison->end != ENDS_TOGETHER)
		return true;
	if (to_ends && right == UINT64_MAX &&
	    !read_file(comparison, &byte, 1, &more))
		return false;
	if (right < left)
		comparison->end = RIGHT_ENDS;
	else if (to_ends && right > left && more > 0)
		comparison->end = LEFT_ENDS;
	return true;
}

static bool compare_all(struct comparison *comparison)
{
	struct session *session = comparison->session;

	while (comparison->at < comparison->most) {
		if (!compare_next(comparison))
			return false;
		if (session_interrupted)
			return fail(session,
			            "interrupted after %" PRIu64 " of %" PRIu64
			            " bytes, of which %" PRIu64 " differ",
			            comparison->at, comparison->most,
			            comparison->different);
		progress_at(session, comparison->at);
	}
	return true;
}

bool cmp_compare(struct comparison *comparison, bool to_ends)
{
	uint64_t left = comparison->left.length;
	uint64_t right = comparison->right_length;
	bool good;

	comparison->most = left < right ? left : right;
	progress_begin_silent(comparison->session, comparison->left.attachment,
	                      comparison->most);
	good = compare_all(comparison);
	progress_end(comparison->session);
	return good && find_end(comparison, to_ends);
}
