/* How a segment is chosen (a key, id:7, ftok:PATH:ID ...), and a place in it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/complaint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A segment as the user named it; TEXT is the word, for messages. */
struct segment_name {
	enum segment_form {
		SEGMENT_CURRENT, /* . or nothing */
		SEGMENT_KEY,
		SEGMENT_ID,
		SEGMENT_FTOK, /* the key depends on the file: see segment_key */
		SEGMENT_PRIVATE,
	} form;
	key_t key;
	int id;
	const char *text;
	size_t length;
	size_t path_length;   /* of ftok:PATH:ID */
	unsigned char letter; /* the ID of ftok:PATH:ID */
};

struct place {
	struct segment_name segment;
	uint64_t offset;
};

/* Both complain about a word that chooses nothing; NAME is the operand's. */
bool segment_read(const char *name, const char *text, size_t length,
                  struct segment_name *segment, struct complaint *complaint);
bool place_read(const char *name, const char *text, size_t length,
                struct place *place, struct complaint *complaint);

/* The ID of ftok(3): a character, or a number from 1 to 255. */
bool ftok_id_read(const char *name, const char *text, size_t length,
                  unsigned char *letter, struct complaint *complaint);

/* The PATH of ftok:PATH:ID, PATH_LENGTH bytes of it. */
const char *segment_ftok_path(const struct segment_name *segment);
