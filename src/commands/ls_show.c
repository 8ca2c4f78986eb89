/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/ls_show.h"

#include "commands/details.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/selection.h"
#include "session/session.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

/* What is shown, for the table's callbacks. */
struct view {
	struct listing *listing;
	const struct chosen_columns *chosen;
	const size_t *rows;   /* sorted; NULL: as they are */
	uint64_t *identities; /* of the last row that was asked for */
};

static size_t row_of(const struct view *view, size_t row)
{
	return view->rows ? view->rows[row] : row;
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const struct view *view = context;

	view->chosen->columns[column]->show(view->listing, row_of(view, row),
	                                    text);
}

/* Rows next to each other are often alike. */
static bool same(const void *context, size_t row, size_t column)
{
	const struct view *view = context;
	const struct column *chosen = view->chosen->columns[column];
	uint64_t before = view->identities[column];

	if (!chosen->identity)
		return false;
	view->identities[column] =
		chosen->identity(view->listing, row_of(view, row));
	return row > 0 && view->identities[column] == before;
}

static size_t width(const void *context, size_t row, size_t column)
{
	const struct view *view = context;
	const struct column *chosen = view->chosen->columns[column];

	return chosen->width ? chosen->width(view->listing, row_of(view, row))
	                     : 0;
}

static enum style style(const void *context, size_t row, size_t column)
{
	const struct view *view = context;
	const struct segment *segment =
		&view->listing->survey.segments[row_of(view, row)];
	const char *name = view->chosen->columns[column]->name;

	if (segment->removed)
		return STYLE_DIM;
	if (strcmp(name, "key") == 0)
		return STYLE_KEY;
	if (segment->nattch > 0 && strcmp(name, "nattch") == 0)
		return STYLE_ADDED;
	return STYLE_PLAIN;
}

static int compare_column(struct listing *listing, const struct column *column,
                          size_t one, size_t other)
{
	char texts[2][TABLE_CELL];
	uint64_t values[2];

	if (!column->value) {
		column->show(listing, one, texts[0]);
		column->show(listing, other, texts[1]);
		return strcmp(texts[0], texts[1]);
	}
	values[0] = column->value(listing, one);
	values[1] = column->value(listing, other);
	return (values[0] > values[1]) - (values[0] < values[1]);
}

struct sorting {
	struct listing *listing;
	const struct chosen_columns *order;
};

/* Those that are alike stay as the kernel has them. */
static int compare(const void *a, const void *b, void *context)
{
	const struct sorting *sorting = context;
	size_t one = *(const size_t *)a;
	size_t other = *(const size_t *)b;

	for (size_t i = 0; i < sorting->order->count; i++) {
		int result =
			compare_column(sorting->listing,
		                       sorting->order->columns[i], one, other);

		if (result != 0)
			return sorting->order->descending[i] ? -result : result;
	}
	return (one > other) - (one < other);
}

/* The rows in order, to be freed; NULL when memory is out. */
static size_t *sort(struct listing *listing, const struct chosen_columns *order)
{
	struct sorting sorting = { listing, order };
	size_t count = listing->survey.count;
	size_t *rows = calloc(count + 1, sizeof(*rows));

	for (size_t i = 0; rows && i < count; i++)
		rows[i] = i;
	if (rows)
		qsort_r(rows, count, sizeof(*rows), compare, &sorting);
	return rows;
}

static void show_table(struct session *session, const struct view *view)
{
	struct table_column columns[TABLE_COLUMNS];
	struct table table = {
		.columns = columns,
		.column_count = view->chosen->count,
		.row_count = view->listing->survey.count,
		.cell = cell,
		.width = width,
		.same = same,
		.style = session->output->colour ? style : NULL,
		.context = view,
	};

	for (size_t i = 0; i < table.column_count; i++)
		columns[i] = (struct table_column){
			view->chosen->columns[i]->title,
			view->chosen->columns[i]->numeric,
		};
	table_show(&table, session->output);
}

static void show_json(struct session *session, const struct view *view)
{
	struct listing *listing = view->listing;

	json_listing_begin();
	for (size_t i = 0; i < listing->survey.count; i++) {
		size_t row = row_of(view, i);
		const struct segment *segment = &listing->survey.segments[row];
		struct json json = json_begin(session->output);

		json_string(&json, "command", "ls");
		json_status(&json, segment);
		json_details(&json, session, segment,
		             listing->survey.shares
		                     ? &listing->survey.shares[row]
		                     : NULL,
		             listing->selection);
		json_processes(&json, segment,
		               listing->processes_seen ? &listing->processes
		                                       : NULL);
		json_end(&json);
	}
	json_listing_end();
}

bool ls_show(struct session *session, struct listing *listing,
             const struct chosen_columns *shown,
             const struct chosen_columns *order)
{
	uint64_t identities[TABLE_COLUMNS] = { 0 };
	struct view view = {
		.listing = listing,
		.chosen = shown,
		.identities = identities,
	};
	size_t *rows = order->count ? sort(listing, order) : NULL;

	if (order->count && !rows)
		return fail(session, "out of memory");
	view.rows = rows;
	if (session->json)
		show_json(session, &view);
	else
		show_table(session, &view);
	free(rows);
	return true;
}
