/* The segments of a survey that the user's filters ask for. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/filters.h"
#include "language/words.h"
#include "session/creators.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;
struct survey;

/* Finish it, also when it could not be made. */
struct selection {
	struct filter *filters;
	size_t count;
	bool shares; /* the survey must hold the memory of segments */
	int64_t now; /* seconds since the epoch */
	uid_t user;  /* who asks */
	struct creators creators;
};

/*
 * Reads COUNT words that are filters; all must hold. Says itself what failed:
 * an unknown user or group, or memory is out.
 */
bool selection_make(struct session *session, const struct word *words,
                    size_t count, struct selection *selection);

/* Is segment INDEX of SURVEY meant? What is not known is as no filter asks. */
bool selection_holds(struct session *session, struct selection *selection,
                     const struct survey *survey, size_t index);

/* Keeps only those in SURVEY that are meant. */
void selection_apply(struct session *session, struct selection *selection,
                     struct survey *survey);

void selection_finish(struct selection *selection);

/* Does the kernel refuse to let this process, which is USER's, read SEGMENT? */
bool segment_is_closed(struct session *session, uid_t user,
                       const struct segment *segment);
