/* Candidates as rows below the line: src/assist/listing.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "assist/listing.h"
#include "assist/completion.h"
#include "capture.h"
#include "check.h"

#include <string.h>

static struct candidates few = { .prefix = "" };
static struct candidates paths = { .prefix = "" };
static struct candidates many = { .prefix = "" };

static void fill(void)
{
	candidates_add(&few, "create", "create a segment");
	candidates_add(&few, "rm", "remove segments");
	candidates_add(&few, "\033[31m", "\a");
	candidates_add(&paths, "sub/a", "");
	candidates_add(&paths, "sub/bb", "");
	candidates_add_open(&paths, "sub/c/", "");
	for (int key = 1000; key < 1000 + 4096; key++) {
		char text[16];

		snprintf(text, sizeof(text), "%d", key);
		candidates_add(&many, text, "4096 bytes");
	}
}

static void check_listing(const char *what, const struct completion *completion,
                          unsigned columns, unsigned rows, const char *wanted)
{
	const char *seen;

	listing_show(completion, columns, rows, capture_begin(false));
	seen = capture_end();
	if (!check(strcmp(seen, wanted) == 0, "%s", what))
		printf("# |%s|\n", seen);
}

static size_t count_lines(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static void check_many(unsigned columns, unsigned rows)
{
	struct completion completion = { .candidates = many.items,
		                         .count = many.count };
	const char *seen;

	listing_show(&completion, columns, rows, capture_begin(false));
	seen = capture_end();
	check(count_lines(seen) <= rows - 2 &&
	              strstr(seen, "more: type more of it"),
	      "4096 candidates leave the line in a window of %u rows", rows);
}

int main(void)
{
	struct completion completion;

	fill();
	completion.candidates = few.items;
	completion.count = few.count;
	check_listing("one a row, with summaries", &completion, 80, 24,
	              "create    create a segment\n"
	              "rm        remove segments\n"
	              "\\x1b[31m  \\x07\n");
	check_listing("a summary is cut at the edge", &completion, 26, 24,
	              "create    create a segment\n"
	              "rm        remove segments\n"
	              "\\x1b[31m  \\x07\n");
	check_listing("too narrow for summaries", &completion, 22, 24,
	              "create    \\x1b[31m\n"
	              "rm\n");
	check_listing("too few rows for summaries", &completion, 80, 4,
	              "create    rm        \\x1b[31m\n");
	completion.candidates = paths.items;
	check_listing("paths by their last part", &completion, 80, 24,
	              "a   bb  c/\n");
	completion.count = 0;
	completion.what = "SIZE: its size in bytes";
	check_listing("what is expected", &completion, 80, 24,
	              "SIZE: its size in bytes\n");
	completion.what = "";
	check_listing("nothing", &completion, 80, 24, "");
	check_many(80, 24);
	check_many(40, 24);
	check_many(80, 5);
	candidates_finish(&few);
	candidates_finish(&paths);
	candidates_finish(&many);
	return plan();
}
