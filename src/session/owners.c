/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/owners.h"

#include "language/near.h"
#include "language/owners.h"
#include "session/report.h"

#include <grp.h>
#include <pwd.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static void suggest_user(struct complaint *complaint, const char *text)
{
	const struct passwd *user;

	setpwent();
	do
		user = getpwent();
	while (user && !near_enough(user->pw_name, text, strlen(text)));
	if (user)
		complaint_remedy(complaint, "%s", user->pw_name);
	endpwent();
}

static void suggest_group(struct complaint *complaint, const char *text)
{
	const struct group *group;

	setgrent();
	do
		group = getgrent();
	while (group && !near_enough(group->gr_name, text, strlen(text)));
	if (group)
		complaint_remedy(complaint, "%s", group->gr_name);
	endgrent();
}

static bool
fail_unknown(struct session *session, const char *text, const char *what,
             void (*suggest)(struct complaint *complaint, const char *text))
{
	struct complaint complaint;

	complain(&complaint, "%.*s: there is no %s of this name",
	         complaint_width(strlen(text)), text, what);
	suggest(&complaint, text);
	return fail_with(session, &complaint);
}

/* The user TEXT; with LOGIN the group too. A name comes before a number, as in
 * chown(1). */
static bool find_user(struct session *session, const char *text, bool login,
                      struct owner *owner)
{
	const struct passwd *user = getpwnam(text);
	unsigned number;

	if (!user && owner_number(text, strlen(text), &number)) {
		user = getpwuid(number);
		if (!user && login)
			return fail(session,
			            "%s: no user has this number, so its group "
			            "is not known",
			            text);
		owner->user = number;
		owner->has_user = true;
	}
	if (!user)
		return owner->has_user ||
		       fail_unknown(session, text, "user", suggest_user);
	owner->user = user->pw_uid;
	owner->has_user = true;
	owner->group = user->pw_gid;
	owner->has_group = login;
	return true;
}

static bool find_group(struct session *session, const char *text,
                       struct owner *owner)
{
	const struct group *group = getgrnam(text);
	unsigned number;

	owner->has_group = true;
	if (group)
		owner->group = group->gr_gid;
	else if (owner_number(text, strlen(text), &number))
		owner->group = number;
	else
		return fail_unknown(session, text, "group", suggest_group);
	return true;
}

bool owner_find(struct session *session, const struct owner_name *name,
                struct owner *owner)
{
	char *user = strndup(name->user, name->user_length);
	char *group = strndup(name->group, name->group_length);
	bool login = name->has_group && name->group_length == 0;
	bool good = user && group;

	*owner = (struct owner){ 0 };
	if (!good)
		fail(session, "out of memory");
	if (good && name->user_length > 0)
		good = find_user(session, user, login, owner);
	if (good && name->group_length > 0)
		good = find_group(session, group, owner);
	free(user);
	free(group);
	return good;
}
