/* The columns of ls: how each is shown and sorted, and what it is in JSON. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "session/survey.h"
#include "shm/processes.h"
#include "text/complaint.h"
#include "text/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct selection;

/* What is listed. */
struct listing {
	struct survey survey;
	struct selection *selection;
	struct processes processes;
	bool processes_seen;
};

struct column {
	const char *name;    /* for -o and -s */
	const char *title;   /* above it */
	const char *summary; /* for Tab and help */
	const char *field;   /* of JSON; NULL: it is a form of another one's */
	bool numeric;
	bool needs_shares;
	bool needs_processes;
	void (*show)(struct listing *listing, size_t row,
	             char text[static TABLE_CELL]);
	/* rows are sorted by this; NULL: by what is shown */
	uint64_t (*value)(struct listing *listing, size_t row);
	/* its width where that is known without its text, else 0; NULL: it
	 * never is */
	size_t (*width)(struct listing *listing, size_t row);
	/* cells with the same one are the same; NULL: nobody knows */
	uint64_t (*identity)(struct listing *listing, size_t row);
};

/* The last one has a null name. */
extern const struct column ls_columns[];

/* As -o and -s name them. */
struct chosen_columns {
	size_t count;
	const struct column *columns[TABLE_COLUMNS];
	bool descending[TABLE_COLUMNS];
};

/* Reads "id,size"; with ORDERED a - before a name makes it descending.
 * Complains about NAME where one is unknown, with what there is. */
bool columns_read(const char *name, const char *text, size_t length,
                  bool ordered, struct chosen_columns *chosen,
                  struct complaint *complaint);
