/*
 * What a running shell holds: the segments mapped here, the current one,
 * variables, where the script stands, and how things went.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/interrupt.h"
#include "session/made.h"
#include "session/progress.h"
#include "session/variables.h"
#include "shm/attachments.h"
#include "shm/calls.h"
#include "shm/headroom.h"
#include "text/complaint.h"
#include "text/output.h"

#include <stdbool.h>
#include <stddef.h>

struct history;

/* A place in a script, for messages; a null NAME at the prompt. */
struct location {
	const char *name;
	unsigned long line;
	unsigned long device; /* of the file, 0 when it is none */
	unsigned long inode;
	const struct location *parent; /* where it was sourced from */
};

/* The segment that . means: the one attached, made or chosen last. */
struct current_segment {
	bool chosen;
	int id;
	key_t key; /* when it was chosen */
	size_t size;
};

/* Where shmsh is when it is not in the IPC namespace that it was started in:
 * see enter.h. */
struct whereabouts {
	bool away;
	bool sandbox; /* in a namespace of its own, gone with it */
	int home;     /* descriptor of where it was started, while it is AWAY */
	char name[24]; /* "sandbox", "of 4711"; empty when it is not AWAY */
};

enum {
	SESSION_PIECE = 262144
};

enum colour_choice {
	COLOUR_AUTO, /* on a terminal that can, unless NO_COLOR is set */
	COLOUR_ALWAYS,
	COLOUR_NEVER
};

struct session {
	struct calls calls;
	struct attachments attachments;
	struct headroom headroom;
	struct current_segment current;
	struct variables variables;
	struct made_segments made;
	struct whereabouts whereabouts;
	struct history *history; /* of what is typed; NULL in scripts */

	/* grows whenever a key may have come to mean another segment */
	unsigned long epoch;
	unsigned long waits;          /* grows whenever time may have passed */
	unsigned long forced_checked; /* the wait after which FORCED was read */
	bool forced;                  /* kernel.shm_rmid_forced */

	bool interactive;
	bool verbose;              /* confirm changes in scripts too */
	bool json;                 /* answers as JSON objects */
	bool timing;               /* say how long each command took */
	bool hints;                /* shown while a command is typed */
	bool pager;                /* long answers go through a pager */
	bool keep_going;           /* a script goes on after a failure */
	bool read_only;            /* nothing is changed: session_may_change */
	bool checking;             /* --no-execute */
	bool script_on_input;      /* no child may read standard input */
	enum colour_choice colour; /* see session_set_colour */

	struct output *output; /* where answers go now */
	struct output *standard;
	struct output *errors;

	struct progress progress;

	const struct location *location;
	const char *command; /* the one that runs, for messages */
	int status;          /* of the last command: $status */
	int previous_status; /* of the one before the one that runs */
	bool failed;         /* some failure counted */
	bool quit;           /* leave the shell */
	bool status_chosen;  /* quit was told the exit status, now STATUS */
	bool matched;        /* find has found something ... */
	uint64_t match;      /* ... at this offset: $match */
	char number[32];     /* text of $id and the like, see session_lookup */
	char said[80];       /* see segment_said */
	char piece[SESSION_PIECE]; /* of contents on their way, see contents.h
	                            */

	/* runs the commands of a file; set by the shell */
	bool (*source)(struct session *session, const char *path);
};

/* Zeroed before; OUTPUT and ERRORS stay the caller's. */
void session_init(struct session *session, struct output *output,
                  struct output *errors);

/* Detaches all. */
void session_finish(struct session *session);

/* Others may look, or a key may change: nothing stays attached that the user
 * did not ask for, and what keys mean is asked again. */
void session_rest(struct session *session);

/* session_wait, and all that was answered so far is written out. */
void session_pause(struct session *session);

/* The signal was taken notice of: outputs that it stopped go on, and colour
 * that it left on a terminal ends. */
void session_forget_interrupt(struct session *session);

/* Decides anew which outputs have colour; where a command's answer is sent by
 * > and | has it only when that is COLOUR_ALWAYS. */
void session_set_colour(struct session *session, enum colour_choice choice);

/* Reads "auto", "always" or "never"; false when TEXT is none of them. */
bool session_read_colour(const char *text, enum colour_choice *choice);

/* False, and said, in a session that changes nothing. */
bool session_may_change(struct session *session);

/* Before shmsh waits: rests, and whatever the system said is old afterwards. */
void session_wait(struct session *session);

void session_choose(struct session *session, int id, key_t key, size_t size);

/* Segment ID was removed; its key is free, and when it is GONE so is its id. */
void session_removed(struct session *session, int id, bool gone);

/* $id, $key, $size, $address, $status: set by shmsh, not by the user. */
bool session_owns_variable(const char *name, size_t length);

/* May the user set NAME? Complains when it is shmsh's own. */
bool session_may_set(const char *name, size_t length,
                     struct complaint *complaint);

/* The name of the INDEXth of those; NULL behind the last. */
const char *session_own_variable(size_t index);

/* A variable_lookup (language/words.h) whose context is a session. */
bool session_lookup(void *context, const char *name, size_t length,
                    const char **value, size_t *value_length);
