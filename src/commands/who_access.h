/* How a process has a segment attached: in words, and for programs. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct held_segment;
struct output;

enum {
	WHO_ACCESS_ROOM = 32
};

/* "rw"; of parts that differ, each once: "rw,r". */
void who_access_describe(unsigned access, char text[static WHO_ACCESS_ROOM]);

/* An object for each process, and one for the segment. */
void who_access_json(struct output *output, const struct held_segment *held);
