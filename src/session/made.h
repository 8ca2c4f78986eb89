/* The segments made in this session, in that order. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct made_segment {
	int id;
	struct made_segment *next;
};

/* Zeroed before its first use. */
struct made_segments {
	struct made_segment *first;
	struct made_segment *last;
};

/* What can not be remembered, as memory is out, is not. */
void made_add(struct made_segments *made, int id);
void made_forget(struct made_segments *made, int id);
void made_finish(struct made_segments *made);
