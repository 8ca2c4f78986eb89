/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/limits_show.h"

#include "text/digits.h"
#include "text/output.h"
#include "text/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	BAR = 20,        /* cells */
	NEARLY_FULL = 90 /* percent */
};

/* Rounded down. */
static unsigned part_of(const struct limit *limit, unsigned whole)
{
	uint64_t product;

	if (limit->most == 0)
		return 0;
	if (limit->used >= limit->most)
		return whole;
	/* what can not be multiplied is so large that a division loses nothing
	 * that a part of it shows */
	if (__builtin_mul_overflow(limit->used, whole, &product))
		return (unsigned)(limit->used / (limit->most / whole));
	return (unsigned)(product / limit->most);
}

static const struct table_column columns[] = {
	{ "LIMIT", false }, { "OF", false }, { "USED", true },
	{ "MOST", true },   { "USE", true }, { "", false },
};

enum {
	COLUMN_LIMIT,
	COLUMN_OF,
	COLUMN_USED,
	COLUMN_MOST,
	COLUMN_USE,
	COLUMN_BAR,
};

/* What is used at all has a cell, and only what is full has all of them. */
static void print_bar(const struct limits *limits, const struct limit *limit,
                      char text[static TABLE_CELL])
{
	unsigned filled = part_of(limit, BAR);
	char *end = text;

	if (filled == 0 && limit->used > 0)
		filled = 1;
	for (unsigned i = 0; i < BAR; i++) {
		const char *cell = limits->utf8 ? (i < filled ? "█" : "░")
		                                : (i < filled ? "#" : ".");

		end = stpcpy(end, cell);
	}
}

static void print_use(const struct limit *limit, char text[static TABLE_CELL])
{
	unsigned percent = part_of(limit, 100);

	if (percent == 0 && limit->used > 0)
		strcpy(text, "<1%");
	else
		snprintf(text, TABLE_CELL, "%u%%", percent);
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct limits *limits = context;
	const struct limit *limit = &limits->rows[row];
	bool bounded = limit->measured && !limit->unlimited && limit->most > 0;

	text[0] = '\0';
	switch (column) {
	case COLUMN_LIMIT:
		snprintf(text, TABLE_CELL, "%s", limit->name);
		break;
	case COLUMN_OF:
		snprintf(text, TABLE_CELL, "%s", limit->unit);
		break;
	case COLUMN_USED:
		if (limit->measured)
			digits_unsigned(limit->used, text);
		break;
	case COLUMN_MOST:
		if (limit->unlimited)
			strcpy(text, "no limit");
		else
			digits_unsigned(limit->most, text);
		break;
	case COLUMN_USE:
		if (bounded)
			print_use(limit, text);
		break;
	case COLUMN_BAR:
		if (bounded)
			print_bar(limits, limit, text);
		break;
	}
}

static enum style style(const void *context, size_t row, size_t column)
{
	const struct limits *limits = context;

	if (column < COLUMN_USE)
		return STYLE_PLAIN;
	return part_of(&limits->rows[row], 100) >= NEARLY_FULL ? STYLE_ERROR
	                                                       : STYLE_ADDED;
}

static bool is_nearly_full(const struct limit *limit)
{
	return limit->measured && !limit->unlimited && limit->most > 0 &&
	       part_of(limit, 100) >= NEARLY_FULL;
}

/* What to change where little is left. */
static void show_advice(struct output *output, const struct limits *limits)
{
	enum {
		SEGMENTS_MOST = 32768 /* of Linux, unless booted otherwise */
	};
	uint64_t most = limits->kernel.segments;

	if (is_nearly_full(&limits->rows[SEGMENTS]) && most < SEGMENTS_MOST)
		output_print(output,
		             "few segments are left: ls orphan shows which "
		             "may go; sysctl -w kernel.shmmni=%" PRIu64 "\n",
		             most < SEGMENTS_MOST / 2 ? 2 * most
		                                      : SEGMENTS_MOST);
	else if (is_nearly_full(&limits->rows[SEGMENTS]))
		output_text(output,
		            "few segments are left: ls orphan shows which may "
		            "go; the kernel allows more only when it is "
		            "booted with ipcmni_extend\n");
	if (is_nearly_full(&limits->rows[PAGES]))
		output_print(output,
		             "few pages are left: ls -s -size shows the "
		             "largest; sysctl -w kernel.shmall=%" PRIu64 "\n",
		             2 * limits->kernel.pages);
	if (limits->huge_total && is_nearly_full(&limits->rows[HUGE_PAGES]))
		output_print(output,
		             "few huge pages are left: sysctl -w "
		             "vm.nr_hugepages=%" PRIu64 "\n",
		             2 * limits->huge_total);
	if (limits->forced)
		output_text(output,
		            "kernel.shm_rmid_forced is 1: what nobody has "
		            "attached is destroyed\n");
}

void limits_show(struct output *output, struct limits *limits)
{
	struct table table = {
		.columns = columns,
		.column_count = output->terminal ? COLUMN_BAR + 1 : COLUMN_BAR,
		.row_count = LIMITS,
		.cell = cell,
		.style = style,
		.context = limits,
	};

	limits->utf8 = output->utf8;
	table_show(&table, output);
	show_advice(output, limits);
}
