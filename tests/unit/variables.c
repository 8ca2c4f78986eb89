/* Variables and a script's arguments: session/variables.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/variables.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

static bool set(struct variables *variables, const char *name,
                const char *value, size_t length)
{
	return variables_set(variables, name, strlen(name), value, length);
}

static bool is(const struct variables *variables, const char *name,
               const char *value, size_t length)
{
	const struct variable *found =
		variables_find(variables, name, strlen(name));

	if (!value)
		return !found;
	return found && strcmp(found->name, name) == 0 &&
	       found->length == length &&
	       memcmp(found->value, value, length + 1) == 0;
}

static bool is_sorted(const struct variables *variables)
{
	for (size_t i = 1; i < variables->count; i++)
		if (strcmp(variables->items[i - 1].name,
		           variables->items[i].name) >= 0)
			return false;
	return true;
}

static void check_many(void)
{
	enum {
		MANY = 500
	};
	struct variables variables = { 0 };
	char name[16];
	bool good = true;

	for (int i = 0; i < MANY; i++) {
		/* in a shuffled order: 7 and 500 share no divisor */
		snprintf(name, sizeof(name), "v%d", i * 7 % MANY);
		good = good && set(&variables, name, name, strlen(name));
	}
	check(good && variables.count == MANY && is_sorted(&variables),
	      "%d variables are kept in order", MANY);
	for (int i = 0; i < MANY; i += 2) {
		snprintf(name, sizeof(name), "v%d", i);
		good = good && variables_unset(&variables, name, strlen(name));
	}
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "v%d", i);
		good = good &&
		       is(&variables, name, i % 2 ? name : NULL, strlen(name));
	}
	check(good && variables.count == MANY / 2 && is_sorted(&variables),
	      "half of them taken away, the others stay");
	variables_finish(&variables);
}

static void check_arguments(void)
{
	static char texts[][4] = { "one", "two", "", "ten" };
	char *arguments[] = {
		texts[0], texts[1], texts[2], texts[2], texts[2],
		texts[2], texts[2], texts[2], texts[2], texts[3]
	};
	struct variables variables = { .arguments = arguments,
		                       .argument_count = 10 };
	const char *first = variables_argument(&variables, "1", 1);
	const char *tenth = variables_argument(&variables, "10", 2);

	check(first && strcmp(first, "one") == 0 && tenth &&
	              strcmp(tenth, "ten") == 0 &&
	              *variables_argument(&variables, "3", 1) == '\0' &&
	              variables_argument(&variables, "0002", 4) == arguments[1],
	      "arguments count from 1");
	check(!variables_argument(&variables, "0", 1) &&
	              !variables_argument(&variables, "11", 2) &&
	              !variables_argument(&variables, "18446744073709551617",
	                                  20) &&
	              !variables_argument(&(struct variables){ 0 }, "1", 1),
	      "there are no others");
	variables_finish(&variables);
}

int main(void)
{
	struct variables variables = { 0 };

	check(is(&variables, "a", NULL, 0) &&
	              !variables_unset(&variables, "a", 1),
	      "at first there is none");
	check(set(&variables, "b", "two", 3) && set(&variables, "a", "", 0) &&
	              set(&variables, "abc", "x\0y", 3) &&
	              set(&variables, "ab", "3", 1),
	      "some are set");
	check(is(&variables, "a", "", 0) && is(&variables, "b", "two", 3) &&
	              is(&variables, "abc", "x\0y", 3) &&
	              is(&variables, "ab", "3", 1),
	      "each is found, a NUL byte in it too");
	check(is(&variables, "abcd", NULL, 0) && is(&variables, "", NULL, 0) &&
	              is(&variables, "B", NULL, 0) &&
	              is(&variables, "aa", NULL, 0),
	      "their neighbours are not");
	check(variables_find(&variables, "abx", 2) ==
	              variables_find(&variables, "ab", 2),
	      "a name need not end in a NUL");
	check(set(&variables, "b", "a longer one", 12) &&
	              variables.count == 4 &&
	              is(&variables, "b", "a longer one", 12),
	      "a value is replaced");
	check(variables_unset(&variables, "ab", 2) &&
	              is(&variables, "ab", NULL, 0) &&
	              is(&variables, "a", "", 0) &&
	              is(&variables, "abc", "x\0y", 3),
	      "one is taken away alone");
	variables_finish(&variables);
	check(variables.count == 0 && is(&variables, "a", NULL, 0),
	      "finished, it may be used again");
	check_many();
	check_arguments();
	return plan();
}
