/*
 * A struct in shared memory, as programs keep their state.
 *
 *     record layout      its members, their types as shmsh names them, offsets
 *     record store KEY   makes the segment and stores one
 *     record show KEY    shows what is there, a member a line
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

struct record {
	char tag;
	int32_t number;
	double ratio;
	char name[16];
	uint16_t ports[3];
	float share;
	uint64_t counter;
	int8_t level;
	void *next;
};

static void show_layout(void)
{
#define MEMBER(type, name)                                                     \
	printf("%s %zu\n", type, offsetof(struct record, name))
	MEMBER("char", tag);
	MEMBER("i32", number);
	MEMBER("f64", ratio);
	MEMBER("char[16]", name);
	MEMBER("u16", ports[0]);
	MEMBER("u16", ports[1]);
	MEMBER("u16", ports[2]);
	MEMBER("f32", share);
	MEMBER("u64", counter);
	MEMBER("i8", level);
	MEMBER("ptr", next);
}

static void show(const struct record *record)
{
	printf("%c\n%" PRId32 "\n%.17g\n%.16s\n", record->tag, record->number,
	       record->ratio, record->name);
	for (int i = 0; i < 3; i++)
		printf("%u\n", record->ports[i]);
	printf("%.9g\n%" PRIu64 "\n%d\n%p\n", (double)record->share,
	       record->counter, record->level, record->next);
}

static void store(struct record *record)
{
	*record = (struct record){
		.tag = '#',
		.number = -123456,
		.ratio = 0.1,
		.name = "sixteen letters!",
		.ports = { 80, 443, 65535 },
		.share = 0.25f,
		.counter = UINT64_MAX,
		.level = -128,
		.next = (void *)0x7fff12345678,
	};
}

int main(int argc, char **argv)
{
	struct record *record;
	int id;

	if (argc < 3) {
		show_layout();
		return 0;
	}
	id = shmget((key_t)strtoul(argv[2], NULL, 0), sizeof(*record),
	            IPC_CREAT | 0600);
	record = shmat(id, NULL, 0);
	if (id == -1 || record == (void *)-1) {
		perror("record");
		return 1;
	}
	if (strcmp(argv[1], "store") == 0)
		store(record);
	else
		show(record);
	return 0;
}
