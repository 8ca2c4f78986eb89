/*
 * One side of a race for values of eight bytes, all of whose bits are alike:
 * who ever sees one that is neither 0 nor all ones has seen half of an access.
 *
 *     tearing store KEY   stores 0 and all ones in turn, as fast as it can
 *     tearing load KEY    looks for others
 *
 * It says that it began, and goes on until it is told to stop, in the segment.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum {
	VALUES = 512 /* more of them, more often both sides meet */
};

struct race {
	_Atomic uint64_t values[VALUES];
	_Atomic uint64_t stop;
	_Atomic uint64_t began;
	_Atomic uint64_t changes; /* of the first value that load saw */
};

static int store(struct race *race)
{
	for (uint64_t value = 0; !race->stop; value = ~value)
		for (int i = 0; i < VALUES; i++)
			race->values[i] = value;
	return 0;
}

static int load(struct race *race)
{
	uint64_t before = race->values[0];

	while (!race->stop) {
		for (int i = 0; i < VALUES; i++) {
			uint64_t value = race->values[i];

			if (value != 0 && value != UINT64_MAX) {
				printf("0x%016" PRIx64 "\n", value);
				return 1;
			}
		}
		if (race->values[0] != before) {
			before = ~before;
			race->changes++;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct race *race;
	int id;

	if (argc < 3)
		return 2;
	id = shmget((key_t)strtoul(argv[2], NULL, 0), 0, 0);
	race = shmat(id, NULL, 0);
	if (id == -1 || race == (void *)-1) {
		perror("tearing");
		return 2;
	}
	race->began = 1;
	return strcmp(argv[1], "store") == 0 ? store(race) : load(race);
}
