/*
 * A command is one declaration. Parsing, error wording, synopsis, help,
 * --no-execute and the check of the man page all come from its rows; nothing
 * of it is written twice.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "command/kinds.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

enum presence {
	PRESENCE_REQUIRED,
	PRESENCE_OPTIONAL,
	PRESENCE_SOME, /* one or more; the last operand */
	PRESENCE_ANY,  /* none or more; the last operand */
};

/* One option or operand, and the field of the arguments that it fills. */
struct parameter {
	char letter;      /* of an option, 0 for an operand */
	const char *word; /* an option's long name */
	const char *name; /* the operand's, or the option's value's */
	enum kind kind;
	enum presence presence;
	size_t offset;
	size_t size;
	const char *summary;
	char needs; /* letter of the option without which this has no sense */
	/* letter of the option with which this has no sense; options that
	 * exclude the same one exclude each other, too */
	char excludes;
	/* where the bool "was it given" is; 0 when nobody asks */
	size_t given_offset;
};

/*
 * The macros name struct arguments of the file they stand in: one command a
 * file. They end in the summary, and after it more fields, as .needs = 'a'.
 */
#define FIELD(member)                                                          \
	.offset = offsetof(struct arguments, member),                          \
	.size = sizeof(((struct arguments *)0)->member)

#define SWITCH(option, long_name, member, ...)                                 \
	{                                                                      \
		.letter = (option), .word = (long_name), .kind = KIND_SWITCH,  \
		.presence = PRESENCE_OPTIONAL, FIELD(member),                  \
		.summary = __VA_ARGS__                                         \
	}

#define OPTION(option, long_name, value, of_kind, member, ...)                 \
	{                                                                      \
		.letter = (option), .word = (long_name), .name = (value),      \
		.kind = (of_kind), .presence = PRESENCE_OPTIONAL,              \
		FIELD(member), .summary = __VA_ARGS__                          \
	}

#define OPERAND(of_presence, operand, of_kind, member, ...)                    \
	{                                                                      \
		.name = (operand), .kind = (of_kind),                          \
		.presence = PRESENCE_##of_presence, FIELD(member),             \
		.summary = __VA_ARGS__                                         \
	}

#define GIVEN(member) .given_offset = offsetof(struct arguments, member)

#define END_OF_PARAMETERS                                                      \
	{                                                                      \
		.summary = NULL                                                \
	}

/* A failure that users meet, for help. */
struct trouble {
	const char *said;  /* its words; "..." stands for some that differ */
	const char *means; /* what is behind it, and what to do */
};

/*
 * A session to learn from: what follows "> " is typed, the rest comes out.
 * It starts where no segment is and leaves none; tests/help.py types it.
 */
struct example {
	const char *shows;
	const char *session;
};

enum {
	ARGUMENTS_SIZE = 512, /* no command's struct arguments is larger */
	ALIASES = 3,
	EXAMPLES = 2,
};

struct command {
	const char *name;
	const char *aliases[ALIASES]; /* those set come first */
	const char *summary;
	const char *details; /* for help: what to know beyond the rows */
	const struct trouble
		*wrong; /* what can go so, up to a null SAID; may be NULL */
	struct example examples[EXAMPLES];
	const struct parameter *parameters;
	const void *defaults; /* a struct arguments; NULL when all is zero */
	size_t arguments_size;
	/* it may keep a segment attached for the next command that does too */
	bool uses_contents;
	/* it changes a segment or the system: --read-only refuses it */
	bool changes;
	/* its one operand is a KIND_COMMAND_LINE */
	bool runs_command;
	/* it only looks, and its answer may be too long for a window: at a
	 * prompt a pager may show it, and it may be run twice for that */
	bool pages;
	/* checks what the rows can not, and touches nothing; may be NULL */
	bool (*check)(const void *arguments, struct complaint *complaint);
	/* does the work; has said so itself when it returns false */
	bool (*run)(struct session *session, const void *arguments);
};
