/* Colour by meaning: who writes says what a text is, not how it looks. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct output;

enum style {
	STYLE_PLAIN,
	STYLE_ERROR,
	STYLE_WARNING,
	STYLE_DIM, /* what only leads the eye: labels, offsets, traces */
	STYLE_HEADING,
	STYLE_KEY,    /* a name to type: a segment's key, an option */
	STYLE_REMEDY, /* a command that helps */
	STYLE_ADDED,  /* what is new, or in use */
	/* the bytes of a dump, by class */
	STYLE_BYTE_ZERO,
	STYLE_BYTE_TEXT,
	STYLE_BYTE_SPACE,
	STYLE_BYTE_CONTROL,
	STYLE_BYTE_HIGH,
	STYLE_BYTE_ONES,
	STYLE_COUNT
};

enum {
	STYLE_SEQUENCE = 15
};

/* What turns a style on, whichever was on before; that of STYLE_PLAIN turns
 * all off. Ends in a NUL. */
struct style_sequence {
	char bytes[STYLE_SEQUENCE];
	unsigned char length;
};

extern const struct style_sequence style_sequences[STYLE_COUNT];

/* All these write no sequence unless OUTPUT has colour. */
void style_begin(struct output *output, enum style style);

/* Back to plain, where another style was begun. */
void style_end(struct output *output);

/* TEXT, which is not from outside, in STYLE. */
void style_text(struct output *output, enum style style, const char *text);
