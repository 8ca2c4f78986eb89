/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/runs.h"
#include "memory/search_hunt.h"

enum {
	RUNS = 256,
	WINDOW = 4096
};

/* Takes what stands in RUN, all of whose bytes are those of the pattern. */
static void take_run(struct hunt *hunt, const struct run *run)
{
	size_t size = hunt->search->length;
	size_t room = hunt->room - hunt->count;
	size_t fit = run->length / size;

	fit = fit < room ? fit : room;
	hunt->at = run->at;
	if (hunt->places)
		for (size_t i = 0; i < fit; i++)
			hunt_take(hunt, hunt->at);
	else if (fit > 0) {
		hunt->count += fit;
		hunt->at += fit * size;
		hunt->behind = hunt->at;
	}
}

/* How far to look for runs: not through all of a long one again and again. */
static size_t window_end(const struct hunt *hunt)
{
	size_t size = hunt->search->length;
	size_t most = WINDOW / size + 2;
	size_t left = hunt->room - hunt->count;

	if (!hunt->places)
		return hunt->length;
	size *= left < most ? left : most;
	return hunt->length - hunt->at < size + WINDOW
	               ? hunt->length
	               : hunt->at + size + WINDOW;
}

void hunt_by_runs(struct hunt *hunt)
{
	unsigned char byte = *hunt->search->pattern;
	struct run_bytes bytes = { byte, byte, byte };
	struct run runs[RUNS];

	while (hunt_goes_on(hunt)) {
		size_t end = window_end(hunt);
		size_t from = hunt->at;
		size_t count = runs_find(&bytes, hunt->data, end, &from,
		                         hunt->search->length, runs, RUNS);

		hunt->at = from;
		for (size_t i = 0; i < count && hunt->count < hunt->room; i++) {
			take_run(hunt, &runs[i]);
			/* what is left of it may go on behind the window */
			if (runs[i].at + runs[i].length < end)
				hunt->at = from;
		}
	}
}
