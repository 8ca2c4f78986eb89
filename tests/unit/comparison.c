/* eq ne lt le gt ge: memory/comparison.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "memory/comparison.h"
#include "check.h"

#include <string.h>

/* Which of less, equal, greater, unordered it holds for. */
static const struct {
	const char *name;
	const char *holds;
} rows[] = {
	{ "eq", "-=--" }, { "ne", "<->?" }, { "lt", "<---" },
	{ "le", "<=--" }, { "gt", "-->-" }, { "ge", "-=>-" },
};

int main(void)
{
	static const enum value_order orders[] = { VALUE_LESS, VALUE_EQUAL,
		                                   VALUE_GREATER,
		                                   VALUE_UNORDERED };
	static const char *const none[] = { "", "e", "eqq", "EQ", "==" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct comparison *comparison =
			comparison_find(rows[i].name, strlen(rows[i].name));
		bool good = comparison != NULL;

		for (size_t j = 0; good && j < 4; j++)
			good = comparison_holds(comparison, orders[j]) ==
			       (rows[i].holds[j] != '-');
		check(good, "%s holds for %s", rows[i].name, rows[i].holds);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		check(!comparison_find(none[i], strlen(none[i])),
		      "'%s' is none", none[i]);
	return plan();
}
