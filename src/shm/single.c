/* SPDX-License-Identifier: BSD-2-Clause */
#include "shm/single.h"

#include "shm/access.h"
#include "shm/attachments.h"
#include "shm/extent.h"
#include "shm/fault.h"

#include <errno.h>

struct single {
	void *memory;
	size_t size;
	enum single_operation operation;
	uint64_t value;
	uint64_t expected;
	uint64_t before;
};

bool single_is_one(size_t offset, size_t size)
{
	return (size == 1 || size == 2 || size == 4 || size == 8) &&
	       offset % size == 0;
}

/* The same for each size of integer. */
#define DEFINE_FOR(type, name)                                                 \
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

/* The action that fits SIZE, of which each has two. */
static void (*action_for(size_t size, bool change))(void *)
{
	static void (*const loads[])(void *) = { load_1, load_2, load_4,
		                                 load_8 };
	static void (*const changes[])(void *) = { change_1, change_2, change_4,
		                                   change_8 };
	size_t index = size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3;

	return change ? changes[index] : loads[index];
}

static int guard(struct attachment *attachment, size_t offset,
                 struct single *single, bool change)
{
	attachment->fault = offset;
	single->memory = attachment->memory + offset;
	return fault_guard(action_for(single->size, change), single);
}

int single_load(struct attachment *attachment, struct headroom *headroom,
                size_t offset, size_t size, uint64_t *value)
{
	struct single single = { .size = size };
	char byte;

	*value = 0;
	if (!access_fits(attachment, offset, size)) {
		errno = ERANGE;
		return -1;
	}
	if (extent_find(attachment, offset, size).sort == EXTENT_HOLE)
		return 0;
	/* asks for the headroom that a page from swap may need */
	if (access_read(attachment, headroom, offset, &byte, 1) != 0 ||
	    guard(attachment, offset, &single, false) != 0)
		return -1;
	*value = single.before;
	return 0;
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
	    guard(attachment, offset, &single, true) != 0)
		return -1;
	*before = single.before;
	return 0;
}
