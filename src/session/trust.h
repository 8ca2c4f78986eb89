/*
 * Files that the environment names, and whether anybody but this user could
 * have had a hand in them: HOME may be another user's, as sudo may leave it.
 */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

/*
 * Is every folder on the way to the absolute PATH, and every link there, this
 * user's or root's, as far as there are any yet? Then nobody else chooses
 * where it leads.
 */
bool trust_way(const char *path);

/*
 * A file whose text is obeyed, open for reading; -1 when there is none, or with
 * the reason in *FAULT, else NULL, when others could have written it.
 */
int trust_open(const char *path, const char **fault);
