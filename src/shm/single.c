/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/single.h"

#include "shm/access.h"
#include "shm/attachments.h"
#include "shm/fault.h"

#include <string.h>

struct single {
	void *memory;
	size_t size;
	enum single_operation operation;
	uint64_t value;
	uint64_t expected;
	uint64_t before;
};

/* Values that lie one after the other. */
struct run {
	char *memory;
	char *bytes;
	size_t count;
	volatile size_t done; /* a fault leaves it as it was then */
};

bool single_is_one(size_t offset, size_t size)
{
	return (size == 1 || size == 2 || size == 4 || size == 8) &&
	       offset % size == 0;
}

/* The same for each size of integer. */
// NOLINTBEGIN(bugprone-macro-parentheses): a type stands in none
#define DEFINE_FOR(type, name)                                                 \
	static void load_all_##name(void *context)                             \
	{                                                                      \
		const struct run *run = context;                               \
		const type *from = (const type *)(const void *)run->memory;    \
                                                                               \
		for (size_t i = 0; i < run->count; i++) {                      \
			type value =                                           \
				__atomic_load_n(from + i, __ATOMIC_SEQ_CST);   \
                                                                               \
			memcpy(run->bytes + i * sizeof(value), &value,         \
			       sizeof(value));                                 \
		}                                                              \
	}                                                                      \
                                                                               \
	static void store_all_##name(void *context)                            \
	{                                                                      \
		struct run *run = context;                                     \
		type *to = (type *)(void *)run->memory;                        \
                                                                               \
		for (size_t i = 0; i < run->count; i++) {                      \
			type value;                                            \
                                                                               \
			memcpy(&value, run->bytes + i * sizeof(value),         \
			       sizeof(value));                                 \
			__atomic_store_n(to + i, value, __ATOMIC_SEQ_CST);     \
			run->done = i + 1;                                     \
		}                                                              \
	}                                                                      \
                                                                               \
	static void load_##name(void *context)                                 \
	{                                                                      \
		struct single *single = context;                               \
                                                                               \
		single->before = __atomic_load_n((type *)single->memory,       \
		                                 __ATOMIC_SEQ_CST);            \
	}                                                                      \
                                                                               \
	static void change_##name(void *context)                               \
	{                                                                      \
		struct single *single = context;                               \
		type *at = single->memory;                                     \
		type value = (type)single->value;                              \
		type before = (type)single->expected;                          \
                                                                               \
		switch (single->operation) {                                   \
		case SINGLE_STORE:                                             \
			before = __atomic_exchange_n(at, value,                \
			                             __ATOMIC_SEQ_CST);        \
			break;                                                 \
		case SINGLE_ADD:                                               \
			before = __atomic_fetch_add(at, value,                 \
			                            __ATOMIC_SEQ_CST);         \
			break;                                                 \
		case SINGLE_SUBTRACT:                                          \
			before = __atomic_fetch_sub(at, value,                 \
			                            __ATOMIC_SEQ_CST);         \
			break;                                                 \
		case SINGLE_AND:                                               \
			before = __atomic_fetch_and(at, value,                 \
			                            __ATOMIC_SEQ_CST);         \
			break;                                                 \
		case SINGLE_OR:                                                \
			before = __atomic_fetch_or(at, value,                  \
			                           __ATOMIC_SEQ_CST);          \
			break;                                                 \
		case SINGLE_XOR:                                               \
			before = __atomic_fetch_xor(at, value,                 \
			                            __ATOMIC_SEQ_CST);         \
			break;                                                 \
		case SINGLE_COMPARE:                                           \
			__atomic_compare_exchange_n(at, &before, value, false, \
			                            __ATOMIC_SEQ_CST,          \
			                            __ATOMIC_SEQ_CST);         \
			break;                                                 \
		}                                                              \
		single->before = before;                                       \
	}

DEFINE_FOR(uint8_t, 1)
DEFINE_FOR(uint16_t, 2)
DEFINE_FOR(uint32_t, 4)
DEFINE_FOR(uint64_t, 8)
// NOLINTEND(bugprone-macro-parentheses)

typedef void action(void *context);

/* The action of four that fits SIZE. */
static action *for_size(action *const actions[4], size_t size)
{
	return actions[size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3];
}

static action *const loads[] = { load_1, load_2, load_4, load_8 };
static action *const changes[] = { change_1, change_2, change_4, change_8 };
static action *const all_loads[] = { load_all_1, load_all_2, load_all_4,
	                             load_all_8 };
static action *const all_stores[] = { store_all_1, store_all_2, store_all_4,
	                              store_all_8 };

static int guard(struct attachment *attachment, size_t offset,
                 struct single *single, action *const actions[4])
{
	attachment->fault = offset;
	single->memory = attachment->memory + offset;
	return fault_guard(for_size(actions, single->size), single);
}

int single_load(struct attachment *attachment, struct headroom *headroom,
                size_t offset, size_t size, uint64_t *value)
{
	struct single single = { .size = size };
	size_t length = size;
	bool hole;

	*value = 0;
	if (access_prepare_read(attachment, headroom, offset, &length, &hole) !=
	    0)
		return -1;
	if (hole)
		return 0;
	if (guard(attachment, offset, &single, loads) != 0)
		return -1;
	*value = single.before;
	return 0;
}

/* The same for a run of values in which all pages are there, or may be. */
static int load_run(struct attachment *attachment, size_t offset, size_t size,
                    // NOLINTNEXTLINE(readability-non-const-parameter): filled
                    char *to, size_t length)
{
	struct run run = {
		.memory = attachment->memory + offset,
		.bytes = to,
		.count = length / size,
	};

	attachment->fault = offset;
	return fault_guard(for_size(all_loads, size), &run);
}

int single_load_all(struct attachment *attachment, struct headroom *headroom,
                    size_t offset, size_t size, size_t count, void *to)
{
	char *at = to;

	for (size_t left = count * size; left > 0;) {
		size_t length = left;
		bool hole;

		if (access_prepare_read(attachment, headroom, offset, &length,
		                        &hole) != 0)
			return -1;
		if (hole)
			memset(at, 0, length);
		else if (load_run(attachment, offset, size, at, length) != 0)
			return -1;
		offset += length;
		at += length;
		left -= length;
	}
	return 0;
}

int single_store_all(struct attachment *attachment, struct headroom *headroom,
                     size_t offset, size_t size, size_t count, const void *from)
{
	struct run run = {
		.memory = attachment->memory + offset,
		// NOLINTNEXTLINE(performance-no-int-to-ptr): only read
		.bytes = (char *)(uintptr_t)from,
		.count = count,
	};

	if (access_prepare_write(attachment, headroom, offset, count * size) !=
	    0)
		return -1;
	if (fault_guard(for_size(all_stores, size), &run) == 0)
		return 0;
	attachment->fault = offset + run.done * size;
	return -1;
}

int single_change(struct attachment *attachment, struct headroom *headroom,
                  size_t offset, size_t size, enum single_operation operation,
                  uint64_t value, uint64_t expected, uint64_t *before)
{
	struct single single = {
		.size = size,
		.operation = operation,
		.value = value,
		.expected = expected,
	};

	if (access_prepare_write(attachment, headroom, offset, size) != 0 ||
	    guard(attachment, offset, &single, changes) != 0)
		return -1;
	*before = single.before;
	return 0;
}
