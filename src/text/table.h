/* Rows and columns for people: aligned, never cut. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include "text/style.h"

#include <stdbool.h>
#include <stddef.h>

struct output;

enum {
	TABLE_CELL = 256,
	TABLE_COLUMNS = 32 /* no table has more */
};

struct table_column {
	const char *title;
	bool numeric; /* to the right */
};

struct table {
	const struct table_column *columns;
	size_t column_count;
	size_t row_count;
	/* writes the text of one cell; asked for it twice */
	void (*cell)(const void *context, size_t row, size_t column,
	             char text[static TABLE_CELL]);
	const void *context;
	/* the columns of the terminal that a cell takes, where that is known
	 * without its text, else 0; may be NULL */
	size_t (*width)(const void *context, size_t row, size_t column);
	/* is a cell the same as that of the row before? It is not asked for
	 * again then. Called once for each cell, row by row; never so in the
	 * first. May be NULL: nobody knows */
	bool (*same)(const void *context, size_t row, size_t column);
	/* how a cell looks; may be NULL: all are plain */
	enum style (*style)(const void *context, size_t row, size_t column);
};

void table_show(const struct table *table, struct output *output);
