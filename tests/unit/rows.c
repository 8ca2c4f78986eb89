/* Does a text fit a window? text/rows.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/rows.h"
#include "check.h"

#include <string.h>

/* The rows that TEXT takes; 99 when it is more than that. */
static size_t rows(const char *text, size_t length, size_t columns)
{
	size_t count = 0;

	while (count < 99 && !rows_suffice(text, length, count, columns))
		count++;
	return count;
}

static void takes(const char *text, size_t columns, size_t wanted,
                  const char *what)
{
	size_t found = rows(text, strlen(text), columns);

	if (!check(found == wanted, "%s", what))
		printf("# %zu rows, not %zu\n", found, wanted);
}

static void check_wide(void)
{
	takes("\xc3\xa4\xc3\xb6\xc3\xbc\n", 3, 1, "a letter takes one column");
	takes("\xe6\xbc\xa2\xe5\xad\x97\n", 4, 1, "a wide character two");
	takes("\xe6\xbc\xa2\xe5\xad\x97\n", 3, 2, "it is never cut in two");
	takes("ae\xcc\x81z\n", 3, 1, "an accent of its own takes none");
	takes("\xff\xfe\xc3\n", 3, 1, "what is no UTF-8 takes one each");
	takes("\xe6\xbc\xa2\n", 1, 2, "one that is wider than the window");
}

int main(void)
{
	takes("", 80, 0, "nothing takes no row");
	takes("a", 80, 1, "a line that has not ended takes one");
	takes("a\n", 80, 1, "one that has does too");
	takes("\n\n\n", 80, 3, "so do empty ones");
	takes("a\n\nb", 80, 3, "and those in between");
	takes("12345\n", 5, 1, "a line may be as wide as the window");
	takes("123456\n", 5, 2, "a longer one wraps");
	takes("12345678901", 5, 3, "and wraps again");
	takes("\033[1mab\033[0;38;5;12mcd\033[0m\n", 4, 1,
	      "colours take no room");
	takes("ab\033[", 2, 1, "nor does the beginning of one");
	takes("ab\033[1", 2, 1, "with a number, too");
	takes("ab\033", 2, 2, "but ESC alone does");
	takes("a\tb\n", 9, 1, "a tab goes to the next stop");
	takes("a\tb\n", 8, 1, "but not beyond the window");
	takes("abc\n", 0, 3, "a window without columns has one");
	check(!rows_suffice("a\nb\nc\n", 6, 2, 80) &&
	              rows_suffice("a\nb\nc\n", 6, 3, 80) &&
	              rows_suffice("a\nb\nc\n", 4, 2, 80),
	      "only what is there counts");
	check_wide();
	return plan();
}
