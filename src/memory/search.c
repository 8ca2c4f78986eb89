/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/search.h"

#include "memory/search_hunt.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	HEAD = sizeof(uint64_t)
};

/* How common a byte is in memory, roughly. */
static unsigned commonness(unsigned char byte)
{
	static const char frequent[] = " etaoinsr";

	if (byte == 0)
		return 9;
	if (byte == 0xff)
		return 8;
	if (memchr(frequent, byte, sizeof(frequent) - 1))
		return 7;
	if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
		return 6;
	if (byte < 0x10)
		return 5;
	return byte < 0x80 ? 4 : 3;
}

/* The place of the rarest byte that is not OTHER; the last when there is none.
 */
static size_t find_rarest(const struct search *search, int other)
{
	size_t rarest = search->length - 1;
	unsigned least = UINT32_MAX;

	for (size_t i = 0; i < search->length; i++) {
		unsigned char byte = search->pattern[i];

		if (byte != other && commonness(byte) < least) {
			rarest = i;
			least = commonness(byte);
		}
	}
	return rarest;
}

void search_prepare(struct search *search, const void *pattern, size_t length)
{
	size_t head = length < HEAD ? length : HEAD;

	*search = (struct search){ .pattern = pattern, .length = length };
	search->uniform = true;
	for (size_t i = 0; i < length; i++) {
		search->occurs[search->pattern[i]] = true;
		search->uniform &= search->pattern[i] == *search->pattern;
	}
	search->first = find_rarest(search, -1);
	search->second = find_rarest(search, search->pattern[search->first]);
	memcpy(&search->head, pattern, head);
	memset(&search->head_mask, 0xff, head);
}

static bool begin(struct hunt *hunt, const struct search *search,
                  const void *data, size_t length, size_t from)
{
	*hunt = (struct hunt){
		.search = search,
		.data = data,
		.length = length,
		.from = from,
		.at = from,
		.behind = from,
	};
	if (length < search->length || from > length - search->length)
		return false;
	hunt->last = length - search->length;
	return true;
}

size_t search_data_plain(const struct search *search, const void *data,
                         size_t length, size_t *from, size_t *places,
                         size_t room)
{
	struct hunt hunt;

	if (!begin(&hunt, search, data, length, *from))
		return 0;
	hunt.places = places;
	hunt.room = room;
	hunt_plainly(&hunt);
	*from = hunt.behind;
	return hunt.count;
}

#ifdef __SSE2__
enum {
	BLOCK = 64 /* places that are looked at together */
};

/* Which of 16 places from AT on have both bytes. */
static uint64_t sixteen_places(const struct hunt *hunt, size_t at,
                               __m128i first, __m128i second)
{
	const unsigned char *here = hunt->data + at;
	__m128i left =
		_mm_loadu_si128((const __m128i *)(here + hunt->search->first));
	__m128i right =
		_mm_loadu_si128((const __m128i *)(here + hunt->search->second));

	return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_and_si128(
		_mm_cmpeq_epi8(left, first), _mm_cmpeq_epi8(right, second)));
}

/* HEAD bytes at PLACE can be read. */
static bool stands(const struct hunt *hunt, size_t place)
{
	const struct search *search = hunt->search;
	uint64_t head;

	memcpy(&head, hunt->data + place, HEAD);
	if ((head & search->head_mask) != search->head)
		return false;
	return search->length <= HEAD ||
	       memcmp(hunt->data + place + HEAD, search->pattern + HEAD,
	              search->length - HEAD) == 0;
}

/* Takes what stands at those of the PLACES from the hunt's on. */
static void take_places(struct hunt *hunt, uint64_t places)
{
	size_t base = hunt->at;

	while (places) {
		size_t place = base + (size_t)__builtin_ctzll(places);

		if (stands(hunt, place))
			hunt_take(hunt, place);
		else
			hunt_pass(hunt, place);
		if (hunt->count == hunt->room)
			return;
		/* not in what was taken, nor where it is known to be in vain */
		if (hunt->at >= base + BLOCK)
			return;
		places &= UINT64_MAX << (hunt->at - base);
	}
	hunt->at = base + BLOCK;
}

/* A pattern of one byte stands at all of them, and nobody asks where. */
static void count_places(struct hunt *hunt, uint64_t places)
{
	hunt->count += (size_t)__builtin_popcountll(places);
	hunt->behind = hunt->at + BLOCK - (size_t)__builtin_clzll(places);
	hunt->at += BLOCK;
}

static void hunt_by_blocks(struct hunt *hunt)
{
	const struct search *search = hunt->search;
	__m128i first = _mm_set1_epi8((char)search->pattern[search->first]);
	__m128i second = _mm_set1_epi8((char)search->pattern[search->second]);
	bool counts = search->length == 1 && !hunt->places &&
	              hunt->room >= hunt->length;

	while (hunt_goes_on(hunt) && hunt->last - hunt->at >= BLOCK + HEAD &&
	       !hunt_is_hopeless(hunt)) {
		size_t at = hunt->at;
		uint64_t places =
			sixteen_places(hunt, at, first, second) |
			sixteen_places(hunt, at + 16, first, second) << 16 |
			sixteen_places(hunt, at + 32, first, second) << 32 |
			sixteen_places(hunt, at + 48, first, second) << 48;

		if (places == 0)
			hunt->at += BLOCK;
		else if (counts)
			count_places(hunt, places);
		else
			take_places(hunt, places);
	}
	hunt_plainly(hunt);
}

size_t search_data(const struct search *search, const void *data, size_t length,
                   size_t *from, size_t *places, size_t room)
{
	struct hunt hunt;

	if (!begin(&hunt, search, data, length, *from))
		return 0;
	hunt.places = places;
	hunt.room = room;
	if (search->uniform && (search->length > 1 || places || room < length))
		hunt_by_runs(&hunt);
	else
		hunt_by_blocks(&hunt);
	*from = hunt.behind;
	return hunt.count;
}
#else
size_t search_data(const struct search *search, const void *data, size_t length,
                   size_t *from, size_t *places, size_t room)
{
	return search_data_plain(search, data, length, from, places, room);
}
#endif
