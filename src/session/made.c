/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/made.h"

#include <stdlib.h>

void made_add(struct made_segments *made, int id)
{
	struct made_segment *added = malloc(sizeof(*added));

	if (!added)
		return;
	*added = (struct made_segment){ .id = id };
	if (made->last)
		made->last->next = added;
	else
		made->first = added;
	made->last = added;
}

void made_forget(struct made_segments *made, int id)
{
	struct made_segment *before = NULL;

	for (struct made_segment *at = made->first; at; at = at->next) {
		if (at->id != id) {
			before = at;
			continue;
		}
		if (before)
			before->next = at->next;
		else
			made->first = at->next;
		if (made->last == at)
			made->last = before;
		free(at);
		return;
	}
}

void made_finish(struct made_segments *made)
{
	while (made->first)
		made_forget(made, made->first->id);
}
