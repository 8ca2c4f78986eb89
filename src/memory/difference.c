/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/difference.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	STRETCH = 4096 /* what differs somewhere in one is counted */
};

typedef size_t counter(const unsigned char *left, const unsigned char *right,
                       size_t length);

static size_t count_plainly(const unsigned char *left,
                            const unsigned char *right, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += left[i] != right[i];
	return count;
}

/* Stretches that are the same are passed over by memcmp(3). */
static size_t count_all(counter *count_stretch, const unsigned char *left,
                        const unsigned char *right, size_t length,
                        size_t *first)
{
	size_t count = 0;
	size_t now;

	for (size_t at = 0; at < length; at += now) {
		size_t before = count;

		now = length - at < STRETCH ? length - at : STRETCH;
		if (memcmp(left + at, right + at, now) != 0)
			count += count_stretch(left + at, right + at, now);
		if (before > 0 || count == 0)
			continue;
		*first = at;
		while (left[*first] == right[*first])
			++*first;
	}
	return count;
}

size_t difference_count_plain(const void *left, const void *right,
                              size_t length, size_t *first)
{
	return count_all(count_plainly, left, right, length, first);
}

#ifdef __SSE2__
/* How many of 16 bytes are the same, in two halves. */
static __m128i count_same(const unsigned char *left, const unsigned char *right)
{
	__m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)left),
	                              _mm_loadu_si128((const __m128i *)right));

	/* each that is the same is -1 */
	return _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), same),
	                    _mm_setzero_si128());
}

static size_t count_by_blocks(const unsigned char *left,
                              const unsigned char *right, size_t length)
{
	__m128i same = _mm_setzero_si128();
	uint64_t halves[2];
	size_t at = 0;

	for (; length - at >= 16; at += 16)
		same = _mm_add_epi64(same, count_same(left + at, right + at));
	_mm_storeu_si128((__m128i *)halves, same);
	return at - halves[0] - halves[1] +
	       count_plainly(left + at, right + at, length - at);
}

size_t difference_count(const void *left, const void *right, size_t length,
                        size_t *first)
{
	return count_all(count_by_blocks, left, right, length, first);
}
#else
size_t difference_count(const void *left, const void *right, size_t length,
                        size_t *first)
{
	return difference_count_plain(left, right, length, first);
}
#endif
