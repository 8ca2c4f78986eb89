/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/variables.h"

#include <stdlib.h>
#include <string.h>

static int compare(const struct variable *variable, const char *name,
                   size_t length)
{
	int order = strncmp(variable->name, name, length);

	if (order == 0 && variable->name[length] != '\0')
		return 1;
	return order;
}

/* The position of NAME, or the one where it belongs. */
static size_t position(const struct variables *variables, const char *name,
                       size_t length)
{
	size_t low = 0;
	size_t high = variables->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&variables->items[middle], name, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct variable *variables_find(const struct variables *variables,
                                      const char *name, size_t name_length)
{
	size_t at = position(variables, name, name_length);

	if (at < variables->count &&
	    compare(&variables->items[at], name, name_length) == 0)
		return &variables->items[at];
	return NULL;
}

static char *copy(const char *bytes, size_t length)
{
	char *copied = malloc(length + 1);

	if (!copied)
		return NULL;
	memcpy(copied, bytes, length);
	copied[length] = '\0';
	return copied;
}

static bool reserve(struct variables *variables)
{
	size_t room = variables->room * 2 + 16;
	struct variable *items;

	if (variables->count < variables->room)
		return true;
	items = reallocarray(variables->items, room, sizeof(*items));
	if (!items)
		return false;
	variables->items = items;
	variables->room = room;
	return true;
}

static bool insert(struct variables *variables, size_t at, const char *name,
                   size_t name_length)
{
	char *copied = copy(name, name_length);

	if (!copied || !reserve(variables)) {
		free(copied);
		return false;
	}
	memmove(&variables->items[at + 1], &variables->items[at],
	        (variables->count - at) * sizeof(*variables->items));
	variables->items[at] = (struct variable){ .name = copied };
	variables->count++;
	return true;
}

bool variables_set(struct variables *variables, const char *name,
                   size_t name_length, const char *value, size_t length)
{
	size_t at = position(variables, name, name_length);
	bool there = at < variables->count &&
	             compare(&variables->items[at], name, name_length) == 0;
	char *copied = copy(value, length);

	if (!copied)
		return false;
	if (!there && !insert(variables, at, name, name_length)) {
		free(copied);
		return false;
	}
	free(variables->items[at].value);
	variables->items[at].value = copied;
	variables->items[at].length = length;
	return true;
}

static void variable_free(struct variable *variable)
{
	free(variable->name);
	free(variable->value);
}

bool variables_unset(struct variables *variables, const char *name,
                     size_t name_length)
{
	size_t at = position(variables, name, name_length);

	if (at == variables->count ||
	    compare(&variables->items[at], name, name_length) != 0)
		return false;
	variable_free(&variables->items[at]);
	variables->count--;
	memmove(&variables->items[at], &variables->items[at + 1],
	        (variables->count - at) * sizeof(*variables->items));
	return true;
}

const char *variables_argument(const struct variables *variables,
                               const char *digits, size_t length)
{
	size_t number = 0;

	for (size_t i = 0; i < length && number <= variables->argument_count;
	     i++)
		number = number * 10 + (size_t)(digits[i] - '0');
	if (number == 0 || number > variables->argument_count)
		return NULL;
	return variables->arguments[number - 1];
}

void variables_finish(struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++)
		variable_free(&variables->items[i]);
	free(variables->items);
	*variables = (struct variables){ 0 };
}
