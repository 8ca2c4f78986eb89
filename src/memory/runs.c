/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/runs.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

const struct run_bytes run_text = { ' ', '~', '\t' };

/* The runs in one piece of data. */
struct chase {
	struct run_bytes bytes;
	const unsigned char *data;
	size_t length;
	size_t least;
	size_t at;
	size_t start; /* of the run that is open */
	bool open;
	struct run *found;
	size_t room;
	size_t count;
};

static bool belongs(const struct run_bytes *bytes, unsigned char byte)
{
	return (byte >= bytes->low && byte <= bytes->high) ||
	       byte == bytes->other;
}

static void take(struct chase *chase, size_t at, size_t end, bool last)
{
	if (end - at >= chase->least || last)
		chase->found[chase->count++] = (struct run){ at, end - at };
}

/* Byte by byte, up to END or until the room is used up. */
static void chase_plainly(struct chase *chase, size_t end)
{
	while (chase->at < end && chase->count < chase->room) {
		bool in = belongs(&chase->bytes, chase->data[chase->at]);

		if (in && !chase->open)
			chase->start = chase->at;
		if (!in && chase->open)
			take(chase, chase->start, chase->at, false);
		chase->open = in;
		chase->at++;
	}
}

/* At the end of the data, or where the room was used up. */
static size_t finish(struct chase *chase, size_t *from)
{
	if (chase->at == chase->length && chase->open &&
	    chase->count < chase->room) {
		take(chase, chase->start, chase->at, true);
		chase->open = false;
	}
	*from = chase->open ? chase->start : chase->at;
	return chase->count;
}

static struct chase begin(const struct run_bytes *bytes, const void *data,
                          size_t length, size_t from, size_t least,
                          struct run *found, size_t room)
{
	return (struct chase){
		.bytes = *bytes,
		.data = data,
		.length = length,
		.least = least,
		.at = from,
		.found = found,
		.room = room,
	};
}

/* The rest of a run, of which DONE bytes are known. */
static size_t length_plainly(const struct run_bytes *bytes,
                             const unsigned char *data, size_t length,
                             size_t done)
{
	while (done < length && belongs(bytes, data[done]))
		done++;
	return done;
}

size_t runs_find_plain(const struct run_bytes *bytes, const void *data,
                       size_t length, size_t *from, size_t least,
                       struct run *found, size_t room)
{
	struct chase chase =
		begin(bytes, data, length, *from, least, found, room);

	chase_plainly(&chase, length);
	return finish(&chase, from);
}

#ifdef __SSE2__
enum {
	BLOCK = 64
};

struct vectors {
	__m128i low;
	__m128i span;
	__m128i other;
};

static struct vectors vectors_of(const struct run_bytes *bytes)
{
	return (struct vectors){
		_mm_set1_epi8((char)bytes->low),
		_mm_set1_epi8((char)(bytes->high - bytes->low)),
		_mm_set1_epi8((char)bytes->other),
	};
}

/* Which of 16 bytes belong to a run. */
static uint64_t sixteen(const unsigned char *bytes,
                        const struct vectors *vectors)
{
	__m128i here = _mm_loadu_si128((const __m128i *)bytes);
	__m128i above = _mm_sub_epi8(here, vectors->low);

	/* unsigned <= is a minimum that changes nothing */
	return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(
		_mm_cmpeq_epi8(_mm_min_epu8(above, vectors->span), above),
		_mm_cmpeq_epi8(here, vectors->other)));
}

static uint64_t block_mask(const unsigned char *bytes,
                           const struct vectors *vectors)
{
	return sixteen(bytes, vectors) | sixteen(bytes + 16, vectors) << 16 |
	       sixteen(bytes + 32, vectors) << 32 |
	       sixteen(bytes + 48, vectors) << 48;
}

/* The first byte of BITS from which LEAST or so belong to a run. */
static uint64_t long_enough(uint64_t bits, size_t least)
{
	if (least > 1)
		bits &= bits >> 1;
	if (least > 3)
		bits &= bits >> 2;
	return bits;
}

/* The runs inside a block, none of which reaches its end. */
static void take_inner(struct chase *chase, uint64_t mask)
{
	uint64_t starts = long_enough(mask, chase->least);

	while (starts) {
		unsigned first = (unsigned)__builtin_ctzll(starts);
		unsigned length = (unsigned)__builtin_ctzll(~(mask >> first));

		take(chase, chase->at + first, chase->at + first + length,
		     false);
		starts &= UINT64_MAX << (first + length);
	}
}

/* Takes a block's runs; there is room for them all. */
static void take_block(struct chase *chase, uint64_t mask)
{
	if (mask == UINT64_MAX) {
		if (!chase->open)
			chase->start = chase->at;
		chase->open = true;
		return;
	}
	if (chase->open) {
		unsigned length = (unsigned)__builtin_ctzll(~mask);

		take(chase, chase->start, chase->at + length, false);
		mask &= UINT64_MAX << length;
	}
	chase->open = mask >> (BLOCK - 1);
	if (chase->open) {
		unsigned length = (unsigned)__builtin_clzll(~mask);

		chase->start = chase->at + BLOCK - length;
		mask &= UINT64_MAX >> length;
	}
	take_inner(chase, mask);
}

static void chase_by_blocks(struct chase *chase)
{
	struct vectors vectors = vectors_of(&chase->bytes);

	while (chase->length - chase->at >= BLOCK &&
	       chase->room - chase->count >= BLOCK / 2 + 1) {
		uint64_t mask = block_mask(chase->data + chase->at, &vectors);

		if (mask || chase->open)
			take_block(chase, mask);
		chase->at += BLOCK;
	}
}

size_t runs_find(const struct run_bytes *bytes, const void *data, size_t length,
                 size_t *from, size_t least, struct run *found, size_t room)
{
	struct chase chase =
		begin(bytes, data, length, *from, least, found, room);

	chase_by_blocks(&chase);
	/* a room of few runs is used up byte by byte */
	if (length - chase.at < BLOCK || chase.count == 0)
		chase_plainly(&chase, length);
	return finish(&chase, from);
}

size_t run_length(const struct run_bytes *bytes, const void *data,
                  size_t length)
{
	struct vectors vectors = vectors_of(bytes);
	const unsigned char *at = data;
	size_t done = 0;

	while (length - done >= BLOCK &&
	       block_mask(at + done, &vectors) == UINT64_MAX)
		done += BLOCK;
	return length_plainly(bytes, data, length, done);
}
#else
size_t runs_find(const struct run_bytes *bytes, const void *data, size_t length,
                 size_t *from, size_t least, struct run *found, size_t room)
{
	return runs_find_plain(bytes, data, length, from, least, found, room);
}

size_t run_length(const struct run_bytes *bytes, const void *data,
                  size_t length)
{
	return length_plainly(bytes, data, length, 0);
}
#endif
