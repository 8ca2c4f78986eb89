/* Which rows stand on the screen: commands/watch_rows.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/watch_rows.h"
#include "check.h"

#include <string.h>

static struct watch_rows rows;

/* "0 1 7*": the rows that are there, those marked that changed at TIME. */
static const char *shown(uint64_t time)
{
	static char text[200];
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < rows.count; i++)
		used += (size_t)snprintf(
			text + used, sizeof(text) - used, "%s%d%s",
			i ? " " : "", (int)rows.items[i].index,
			rows.items[i].changed == time ? "*" : "");
	return text;
}

static void check_shown(uint64_t time, const char *wanted, const char *what)
{
	check(strcmp(shown(time), wanted) == 0, "%s: %s", what, shown(time));
}

static void check_window(void)
{
	watch_rows_begin(&rows, 4, 100);
	check_shown(1, "0 1 2 3", "the first ones");
	watch_rows_change(&rows, 2, 0, 1);
	check_shown(1, "0 1 2* 3", "one that is there");
	watch_rows_change(&rows, 50, 0, 2);
	check_shown(2, "0 1 2 50*", "another one takes the place of the last");
	watch_rows_change(&rows, 10, 0, 3);
	check_shown(3, "0 2 10* 50", "one that never changed goes first");
	watch_rows_change(&rows, 99, 0, 4);
	watch_rows_change(&rows, 98, 0, 5);
	check_shown(5, "10 50 98* 99", "then the one that did so longest ago");
	watch_rows_change(&rows, 1, 0, 6);
	check_shown(6, "1* 10 98 99", "a row before all others");
	for (uint64_t i = 20; i < 30; i++)
		watch_rows_change(&rows, i, 0, 7);
	check_shown(7, "20* 21* 22* 23*", "of many at a time the first stay");
}

static void check_cells(void)
{
	watch_rows_begin(&rows, 2, 2);
	watch_rows_change(&rows, 1, 3, 5);
	watch_rows_change(&rows, 1, 4, 6);
	check(rows.items[1].cells[3] == 5 && rows.items[1].cells[4] == 6 &&
	              rows.items[1].cells[0] == 0 &&
	              rows.items[0].cells[3] == 0,
	      "each cell has its time");
	/* 16 cells a row, then 8: cell 19 is in row 2, cell 20 too */
	check(watch_rows_again(&rows, 4, 4, 16, 8) && rows.count == 4 &&
	              rows.items[2].cells[3] == 5 &&
	              rows.items[2].cells[4] == 6 && rows.items[1].changed == 0,
	      "rows of other lengths keep them");
}

static void check_again(void)
{
	watch_rows_begin(&rows, 4, 100);
	watch_rows_change(&rows, 60, 0, 1);
	watch_rows_change(&rows, 70, 0, 2);
	watch_rows_change(&rows, 80, 0, 3);
	watch_rows_again(&rows, 2, 100, 16, 16);
	check_shown(3, "70 80*", "a smaller window has the latest");
	watch_rows_again(&rows, 4, 100, 16, 16);
	check_shown(3, "0 1 70 80*", "a larger one the first ones too");
	watch_rows_begin(&rows, 4, 0);
	watch_rows_change(&rows, 0, 0, 1);
	check(rows.count == 0, "there may be none");
}

int main(void)
{
	check_window();
	check_cells();
	check_again();
	watch_rows_finish(&rows);
	return plan();
}
