/*
 * The kinds of word a command takes. A kind decides how the word is read and
 * how a bad one is worded.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "language/owners.h"
#include "language/places.h"
#include "language/types.h"
#include "language/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind {
	KIND_SWITCH,        /* bool: an option without a value */
	KIND_SEGMENT,       /* struct segment_name */
	KIND_NEW_SEGMENT,   /* struct segment_name: private may be asked for */
	KIND_ATTACHMENT,    /* struct attachment_name */
	KIND_PLACE,         /* struct place */
	KIND_PLACE_OR_FILE, /* struct place_or_file */
	KIND_SIZE,          /* uint64_t, bytes */
	KIND_NUMBER,        /* uint64_t: how many */
	KIND_HOW_MANY,      /* the same, or all: HOW_MANY_ALL */
	KIND_MODE,          /* mode_t: symbolic ones change the default */
	KIND_MODE_CHANGE, /* struct word: what mode_read takes; of each segment
	                   */
	KIND_OWNER,       /* struct owner_name */
	KIND_PROCESS,     /* pid_t */
	KIND_NAMESPACE,   /* pid_t; 0 for -, where shmsh was started */
	KIND_ADDRESS,     /* uint64_t */
	KIND_HUGE_PAGES, /* uint64_t, bytes of a page; 0 for the default size */
	KIND_TEXT,       /* struct word: any bytes */
	KIND_FILE,       /* struct word without a NUL */
	KIND_NAME,       /* struct word: the name of a variable */
	KIND_COMMAND,    /* struct word: a command, for help */
	KIND_ON_OFF,     /* bool */
	KIND_STATUS,     /* int, 0 to 255 */
	KIND_SECONDS,    /* struct timespec */
	KIND_COMMANDS,   /* struct word: lines of commands */
	KIND_WHEN,       /* struct word: auto, always or never */
	KIND_TYPE,       /* struct value_type */
	KIND_VALUE, /* struct word: what the variable or setting before it gets
	             */
	KIND_ATTACHED,     /* struct segment_name: of one attached here */
	KIND_COMMAND_LINE, /* struct command_line: a command and its words */
	KIND_COLUMNS,      /* struct word: columns of ls, and commas */
	KIND_FILTER,       /* struct word: which segments, see filters.h */
	KIND_FTOK_ID,      /* unsigned char */
	KIND_COUNT,
};

/* As many as there are. */
#define HOW_MANY_ALL UINT64_MAX

/* A word that chooses one of this process's attachments: a segment, or the
 * ADDRESS that it may as well be (0 when it is no number). */
struct attachment_name {
	struct segment_name segment;
	uint64_t address;
};

/* A place, or file:PATH: then PATH, behind which a NUL stands, else NULL. */
struct place_or_file {
	struct place place;
	const char *path;
};

/* What a repeated operand gives; ITEMS are of its kind. */
struct repeated_words {
	const struct word *items;
	size_t count;
};

struct repeated_segments {
	const struct segment_name *items;
	size_t count;
};

struct command;

/*
 * All words that are left, of which the first names a command. Whoever runs
 * commands reads them as it declares before anything is run; until then, and
 * where checking can not tell which one it is, COMMAND is NULL.
 */
struct command_line {
	struct repeated_words words; /* the first, as of all that repeat */
	const struct command *command;
	const void *arguments;
};

struct kind_description {
	size_t size; /* of the field that it fills */
	/* reads WORD into FIELD, which holds the default, or complains */
	bool (*read)(const char *name, const struct word *word, void *field,
	             struct complaint *complaint);
};

extern const struct kind_description kinds[KIND_COUNT];
