/* Owners as in chown, not looked up: language/owners.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "language/owners.h"
#include "check.h"

#include <string.h>

static const struct {
	const char *text;
	const char *user; /* NULL: it is refused */
	const char *group;
	bool has_group;
} rows[] = {
	{ "ada", "ada", "", false },
	{ "1000", "1000", "", false },
	{ "ada:staff", "ada", "staff", true },
	{ "0:0", "0", "0", true },
	{ "ada:", "ada", "", true },
	{ ":staff", "", "staff", true },
	{ "ada.staff", "ada.staff", "", false },
	{ "", NULL, NULL, false },
	{ ":", NULL, NULL, false },
	{ "::", NULL, NULL, false },
	{ "a:b:c", NULL, NULL, false },
};

static const struct {
	const char *text;
	bool good;
	unsigned number;
} numbers[] = {
	{ "0", true, 0 },
	{ "1000", true, 1000 },
	{ "010", true, 10 },
	{ "4294967294", true, 4294967294 },
	{ "4294967295", false, 0 },
	{ "4294967296", false, 0 },
	{ "99999999999999999999999999", false, 0 },
	{ "", false, 0 },
	{ "-1", false, 0 },
	{ "+1", false, 0 },
	{ "0x10", false, 0 },
	{ "1 ", false, 0 },
	{ "ada", false, 0 },
};

static bool is(const char *text, size_t length, const char *wanted)
{
	return length == strlen(wanted) && memcmp(text, wanted, length) == 0;
}

int main(void)
{
	struct complaint complaint;
	struct owner_name owner;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool good =
			owner_read("OWNER", rows[i].text, strlen(rows[i].text),
		                   &owner, &complaint);

		if (rows[i].user)
			good = good &&
			       is(owner.user, owner.user_length,
			          rows[i].user) &&
			       is(owner.group, owner.group_length,
			          rows[i].group) &&
			       owner.has_group == rows[i].has_group;
		else
			good = !good &&
			       strstr(complaint.what, "names no owner");
		check(good, "'%s'", rows[i].text);
	}
	check(!owner_read("OWNER", "a\0b", 3, &owner, &complaint),
	      "a NUL is no part of a name");
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		unsigned number = 0;

		check(owner_number(numbers[i].text, strlen(numbers[i].text),
		                   &number) == numbers[i].good &&
		              (!numbers[i].good || number == numbers[i].number),
		      "the number '%s'", numbers[i].text);
	}
	return plan();
}
