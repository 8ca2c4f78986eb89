/*
 * One failed call on its way to words: what the files of explain share.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "shm/calls.h"
#include "text/complaint.h"

#include <stdbool.h>
#include <sys/types.h>

struct segment;
struct session;

/* CALL is a copy: a second look makes calls too. */
struct failure {
	struct session *session;
	struct call call;
	struct complaint complaint;
	const char *subject;
	bool of_file; /* the key is made by ftok(3) */
};

/* Sets what happened, with the subject before it and the errno behind. */
void failure_say(struct failure *failure, const char *what);

/* A key such as -1 must not look like an option in a command that helps. */
const char *failure_dashes(const struct failure *failure);

/* One for each call; they fill the complaint. */
void explain_shmget(struct failure *failure);
void explain_shmat(struct failure *failure);

/* No segment has the id of the call. */
void explain_gone(struct failure *failure);

/* The user asked for the bits ASKED (as 6 for reading and writing), and
 * SEGMENT gives other ones. */
void explain_access(struct failure *failure, const struct segment *segment,
                    mode_t asked);

/* SHM_LOCK failed; false when nothing is known of why. */
bool explain_lock(struct failure *failure);
