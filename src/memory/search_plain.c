/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/search_hunt.h"

#include <string.h>

enum {
	LONG_PATTERN = 32 /* it pays to know where such a one differs */
};

/* How many bytes at LEFT and RIGHT are the same, of LENGTH that are not. */
static size_t equal_length(const unsigned char *left,
                           const unsigned char *right, size_t length)
{
	size_t done = 0;

	while (length - done > 64 && memcmp(left + done, right + done, 64) == 0)
		done += 64;
	while (done < length && left[done] == right[done])
		done++;
	return done;
}

void hunt_pass(struct hunt *hunt, size_t place)
{
	const struct search *search = hunt->search;
	const unsigned char *here = hunt->data + place;
	size_t equal;

	hunt->at = place + 1;
	if (search->length < LONG_PATTERN)
		return;
	equal = equal_length(here, search->pattern, search->length);
	hunt->work += equal;
	/* the byte that is wrong here would be wrong at any of its places */
	if (!search->occurs[here[equal]])
		hunt->at = place + equal + 1;
}

/* memmem(3) is slower on most data, and never much slower than that. */
static void hunt_patiently(struct hunt *hunt)
{
	const struct search *search = hunt->search;

	while (hunt_goes_on(hunt)) {
		const unsigned char *found =
			memmem(hunt->data + hunt->at, hunt->length - hunt->at,
		               search->pattern, search->length);

		if (!found)
			return;
		hunt_take(hunt, (size_t)(found - hunt->data));
	}
}

void hunt_plainly(struct hunt *hunt)
{
	const struct search *search = hunt->search;
	const unsigned char *shifted = hunt->data + search->first;

	while (hunt_goes_on(hunt) && !hunt_is_hopeless(hunt)) {
		const unsigned char *found = memchr(
			shifted + hunt->at, search->pattern[search->first],
			hunt->last - hunt->at + 1);
		size_t place;

		if (!found)
			return;
		place = (size_t)(found - shifted);
		if (memcmp(hunt->data + place, search->pattern,
		           search->length) == 0)
			hunt_take(hunt, place);
		else
			hunt_pass(hunt, place);
	}
	hunt_patiently(hunt);
}
